//! What a locked `RwLock` gives: access to the value, until it is dropped.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync as real;

use super::{State, shown};
use crate::kernel::{Op, Place, Subject, Until, exploring, point, with};

/// A look at the value of a locked [`RwLock`](super::RwLock); unlocks it when dropped. See
/// [`std::sync::RwLockReadGuard`].
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    state: &'a State,
    /// `None` only while the guard is being dropped.
    inner: Option<real::RwLockReadGuard<'a, T>>,
    /// The line that locked inside an exploration: a drop has no line of its own.
    place: Option<Place>,
}

/// Access to the value of a locked [`RwLock`](super::RwLock); unlocks it when dropped. See
/// [`std::sync::RwLockWriteGuard`].
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    state: &'a State,
    /// `None` only while the guard is being dropped.
    inner: Option<real::RwLockWriteGuard<'a, T>>,
    held: Option<Held>,
}

/// What a write guard that was taken inside an exploration remembers.
pub(super) struct Held {
    /// The line that locked: a drop has no line of its own.
    pub(super) place: Place,
    /// The thread was unwinding already, so dropping the guard poisons nothing.
    pub(super) unwinding: bool,
}

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    pub(super) fn new(
        state: &'a State,
        inner: real::RwLockReadGuard<'a, T>,
        place: Option<Place>,
    ) -> RwLockReadGuard<'a, T> {
        RwLockReadGuard { state, inner: Some(inner), place }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub(super) fn new(
        state: &'a State,
        inner: real::RwLockWriteGuard<'a, T>,
        held: Option<Held>,
    ) -> RwLockWriteGuard<'a, T> {
        RwLockWriteGuard { state, inner: Some(inner), held }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Lets other readers in and keeps reading, without letting a writer in between. See
    /// [`std::sync::RwLockWriteGuard::downgrade`].
    #[track_caller]
    pub fn downgrade(mut guard: RwLockWriteGuard<'a, T>) -> RwLockReadGuard<'a, T> {
        let place = Location::caller();
        let explored = guard.held.is_some() && exploring();
        if explored {
            let subject = Subject::Object(guard.state.obj.id());
            point(Op::Unlocks, subject, place, Until::Now);
        }
        guard.held = None;
        let inner = guard.inner.take().expect("only a guard that is being dropped is empty");
        let inner = real::RwLockWriteGuard::downgrade(inner);
        if explored {
            let id = guard.state.obj.id();
            with(|k| {
                let me = k.current;
                k.objects[id].owner = None;
                k.objects[id].readers.push(me);
                guard.state.publish(k);
                k.release_to(id);
                let subject = Subject::Object(id);
                k.did(Op::Reads, "downgrades", subject, place, |_, e| shown(e, &*inner));
            });
        }
        RwLockReadGuard::new(guard.state, inner, explored.then_some(place))
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        let Some(place) = self.place.take().filter(|_| exploring()) else {
            return;
        };
        let id = self.state.obj.id();
        let subject = Subject::Object(id);
        // Nobody waits here, but a `try_write` elsewhere can tell whether this has happened yet.
        point(Op::Unlocks, subject, place, Until::Now);
        self.inner = None;
        with(|k| {
            let me = k.current;
            let readers = &mut k.objects[id].readers;
            if let Some(at) = readers.iter().position(|&reader| reader == me) {
                readers.swap_remove(at);
            }
            k.release(id);
            k.release_to(id);
            // The order of readers makes no difference, so for the search this is a look.
            k.saw(Op::Unlocks, "read-unlocks", subject, place, |_, e| e);
        });
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        let Some(held) = self.held.take().filter(|_| exploring()) else {
            return;
        };
        let id = self.state.obj.id();
        let subject = Subject::Object(id);
        // As for a reader, a `try_read` or `try_write` elsewhere can tell whether this has happened yet.
        point(Op::Unlocks, subject, held.place, Until::Now);
        let Some(inner) = self.inner.take() else {
            return;
        };
        with(|k| {
            if k.me().panicking && !held.unwinding {
                self.state.poison.set();
            }
            k.objects[id].owner = None;
            k.release(id);
            self.state.publish(k);
            k.release_to(id);
            k.did(Op::Unlocks, "write-unlocks", subject, held.place, |_, e| shown(e, &*inner));
        });
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("only a guard that is being dropped is empty")
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("only a guard that is being dropped is empty")
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("only a guard that is being dropped is empty")
    }
}

macro_rules! shows_the_value {
    ($($guard:ident)+) => { $(
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    )+ };
}

shows_the_value! { RwLockReadGuard RwLockWriteGuard }
