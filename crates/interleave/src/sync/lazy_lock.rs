//! `LazyLock`, as in `std::sync`.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync as real;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::once::{Poison, Turn, id_of};
use crate::kernel::{Kind, Obj, exploring};
use crate::peek::peek;

/// A value that is made when it is first looked at.
///
/// Same as [`std::sync::LazyLock`], which does the work outside an exploration. Inside one, an initialiser
/// that looks at the value it is to make is a `DEADLOCK`; what std does then it leaves open.
pub struct LazyLock<T, F = fn() -> T> {
    obj: Obj,
    /// The value has been made. std tells that only in newer versions.
    made: AtomicBool,
    inner: real::LazyLock<T, F>,
}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `f` is to make. See [`std::sync::LazyLock::new`].
    #[track_caller]
    pub const fn new(f: F) -> LazyLock<T, F> {
        let obj = Obj::new(Kind::Once);
        LazyLock { obj, made: AtomicBool::new(false), inner: real::LazyLock::new(f) }
    }

    /// The value; makes it if nobody has yet, or waits for whoever does. See [`std::sync::LazyLock::force`].
    ///
    /// # Panics
    /// If the initialiser does, or did.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        if !exploring() {
            let value = real::LazyLock::force(&this.inner);
            this.made.store(true, Relaxed);
            return value;
        }
        let id = id_of(&this.obj, this.made.load(Relaxed));
        let poison = Poison::Refused("LazyLock");
        if let Some(turn) = Turn::take(id, Location::caller(), poison) {
            // Nobody can tell that the initialiser has returned but by waiting for it, so there is no point
            // between its last step and the end.
            let value = real::LazyLock::force(&this.inner);
            this.made.store(true, Relaxed);
            turn.end(|| peek(value));
        }
        real::LazyLock::force(&this.inner)
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force(self);
        &mut self.inner
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> LazyLock<T> {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
