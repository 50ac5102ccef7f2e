//! `OnceLock`, as in `std::sync`.

use std::fmt;
use std::panic::Location;
use std::sync as real;

use super::once::{Poison, Turn, id_of, look, wait};
use crate::kernel::{Kind, Obj, ObjId, Op, Place, Subject, Until, exploring, point, with};
use crate::peek::peek;

/// A value that is written once, and shared from then on.
///
/// Same as [`std::sync::OnceLock`], which does the work outside an exploration. Inside one, an initialiser
/// that initialises the cell it runs for is a `DEADLOCK`; what std does then it leaves open.
pub struct OnceLock<T> {
    obj: Obj,
    inner: real::OnceLock<T>,
}

impl<T> OnceLock<T> {
    /// An empty cell. See [`std::sync::OnceLock::new`].
    #[track_caller]
    #[must_use]
    pub const fn new() -> OnceLock<T> {
        OnceLock { obj: Obj::new(Kind::Once), inner: real::OnceLock::new() }
    }

    /// The value, if there is one yet. See [`std::sync::OnceLock::get`].
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        if exploring() {
            look(self.id(), "get", Location::caller(), || match self.inner.get() {
                None => "None".to_string(),
                Some(value) => format!("Some({})", peek(value).as_deref().unwrap_or("…")),
            });
        }
        self.inner.get()
    }

    /// The value, if there is one: nobody else can have it. See [`std::sync::OnceLock::get_mut`].
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.inner.get_mut()
    }

    /// Waits until somebody else has written the value. See [`std::sync::OnceLock::wait`].
    #[track_caller]
    pub fn wait(&self) -> &T {
        if !exploring() {
            return self.inner.wait();
        }
        let id = self.id();
        wait(id, Location::caller(), Until::Done(id));
        self.initialised()
    }

    /// Writes the value, if there is none yet. Waits for an initialiser that is running. See
    /// [`std::sync::OnceLock::set`].
    ///
    /// # Errors
    /// If there is a value; the error is the one that was to be written.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        if !exploring() {
            return self.inner.set(value);
        }
        let (id, place) = (self.id(), Location::caller());
        let subject = Subject::Object(id);
        point(Op::Initialises, subject, place, Until::Free(id));
        let result = self.inner.set(value);
        with(|k| {
            k.acquire_from(id);
            if result.is_err() {
                return k
                    .saw(Op::Loads, "set", subject, place, |_, e| e.detail("fails: it is set"));
            }
            k.objects[id].count = 1;
            k.objects[id].done = true;
            k.release_to(id);
            k.did(Op::Initialises, "set", subject, place, |_, e| {
                match self.inner.get().and_then(peek) {
                    Some(value) => e.detail(format!("← {value}")).value(value),
                    None => e,
                }
            });
        });
        result
    }

    /// The value; calls `f` to make it if there is none yet, or waits for whoever does. See
    /// [`std::sync::OnceLock::get_or_init`].
    ///
    /// # Panics
    /// If `f` does; the cell is empty then, and the next one may try.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        if !exploring() {
            return self.inner.get_or_init(f);
        }
        self.explored_get_or_init(f, Location::caller())
    }

    fn explored_get_or_init<F: FnOnce() -> T>(&self, f: F, place: Place) -> &T {
        if let Some(turn) = Turn::take(self.id(), place, Poison::None) {
            let value = f();
            turn.before_end();
            assert!(self.inner.set(value).is_ok(), "interleave: only this thread has the turn");
            turn.end(|| self.inner.get().and_then(peek));
        }
        self.initialised()
    }

    /// Gives the value back; the cell is gone. See [`std::sync::OnceLock::into_inner`].
    pub fn into_inner(self) -> Option<T> {
        self.inner.into_inner()
    }

    /// Takes the value out, and leaves the cell empty. See [`std::sync::OnceLock::take`].
    pub fn take(&mut self) -> Option<T> {
        self.inner.take()
    }

    fn id(&self) -> ObjId {
        id_of(&self.obj, self.inner.get().is_some())
    }

    fn initialised(&self) -> &T {
        self.inner.get().expect("the kernel has seen it initialised")
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> OnceLock<T> {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> OnceLock<T> {
        OnceLock { obj: Obj::new(Kind::Once), inner: real::OnceLock::from(value) }
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> OnceLock<T> {
        match self.get() {
            Some(value) => OnceLock::from(value.clone()),
            None => OnceLock::new(),
        }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
