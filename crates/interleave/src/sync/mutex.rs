//! `Mutex`, as in `std::sync`.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::{self as real, LockResult, TryLockError, TryLockResult};

use super::poison::{Poison, map_lock, map_try_lock};
use crate::kernel::{Kind, Obj, ObjId, Op, Place, Subject, Until, exploring, point, with};
use crate::peek::peek;

/// A lock that lets one thread at a time at a value.
///
/// Same as [`std::sync::Mutex`], which does the work outside an exploration. Inside one, `lock` is a place
/// where any other thread may come in between, and a report names the mutex after the line that made it.
pub struct Mutex<T: ?Sized> {
    obj: Obj,
    poison: Poison,
    inner: real::Mutex<T>,
}

impl<T> Mutex<T> {
    /// A mutex, unlocked, around `value`. See [`std::sync::Mutex::new`].
    #[track_caller]
    pub const fn new(value: T) -> Mutex<T> {
        Mutex { obj: Obj::new(Kind::Mutex), poison: Poison::new(), inner: real::Mutex::new(value) }
    }

    /// Gives the value back; the lock is gone. See [`std::sync::Mutex::into_inner`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock; the error contains the value all the same.
    pub fn into_inner(self) -> LockResult<T> {
        let result = self.inner.into_inner();
        if exploring() { self.poison.wrap(super::poison::strip(result)) } else { result }
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Waits until no other thread holds the lock, and takes it. See [`std::sync::Mutex::lock`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock; the error contains the guard all the same.
    ///
    /// # Panics
    /// Outside an exploration it may panic if this thread holds the lock already; inside one that is a
    /// `DEADLOCK`.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        if !exploring() {
            return map_lock(self.inner.lock(), |guard| self.guard(guard, None));
        }
        let (id, place) = (self.obj.id(), Location::caller());
        point(Op::Locks, Subject::Object(id), place, Until::Free(id));
        self.take(id, "locks", place)
    }

    /// Takes the lock if no other thread holds it. See [`std::sync::Mutex::try_lock`].
    ///
    /// # Errors
    /// `WouldBlock` if the lock is held, `Poisoned` (with the guard) if a thread panicked while it held it.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        if !exploring() {
            return map_try_lock(self.inner.try_lock(), |guard| self.guard(guard, None));
        }
        let (id, place) = (self.obj.id(), Location::caller());
        let subject = Subject::Object(id);
        point(Op::Tries, subject, place, Until::Now);
        let free = with(|k| {
            let free = k.objects[id].owner.is_none();
            if !free {
                k.saw(Op::Tries, "try_lock", subject, place, |k, e| {
                    e.detail("would block").link("held by", k.holders(id))
                });
            }
            free
        });
        if !free {
            return Err(TryLockError::WouldBlock);
        }
        self.take(id, "try_lock locks", place).map_err(TryLockError::Poisoned)
    }

    /// The value, without locking: nobody else can have it. See [`std::sync::Mutex::get_mut`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock; the error contains the reference all the same.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let result = self.inner.get_mut();
        if exploring() { self.poison.wrap(super::poison::strip(result)) } else { result }
    }

    /// Whether a thread panicked while it held the lock. See [`std::sync::Mutex::is_poisoned`].
    pub fn is_poisoned(&self) -> bool {
        if exploring() { self.poison.is_set() } else { self.inner.is_poisoned() }
    }

    /// Forgets that a thread panicked while it held the lock. See [`std::sync::Mutex::clear_poison`].
    pub fn clear_poison(&self) {
        self.poison.clear();
        self.inner.clear_poison();
    }

    fn guard<'a>(
        &'a self,
        inner: real::MutexGuard<'a, T>,
        held: Option<Held>,
    ) -> MutexGuard<'a, T> {
        MutexGuard { mutex: self, inner: Some(inner), held }
    }

    /// The scheduler has let this thread in: takes the lock.
    fn take(&self, id: ObjId, verb: &'static str, place: Place) -> LockResult<MutexGuard<'_, T>> {
        let inner = super::poison::strip_try(self.inner.try_lock());
        let held = with(|k| {
            k.objects[id].owner = Some(k.current);
            k.acquire_from(id);
            k.hold(id);
            k.did(Op::Locks, verb, Subject::Object(id), place, |_, e| shown(e, &inner));
            Held { place, unwinding: k.me().panicking }
        });
        self.poison.wrap(self.guard(inner, Some(held)))
    }
}

/// Adds the value behind the lock, where it is one that can be shown.
fn shown<T: ?Sized>(
    event: crate::kernel::Event,
    guard: &real::MutexGuard<'_, T>,
) -> crate::kernel::Event {
    match peek::<T>(guard) {
        Some(value) => event.detail(format!("= {value}")).value(value),
        None => event,
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

/// What a guard that was taken inside an exploration remembers.
struct Held {
    /// The line that locked: a drop has no line of its own.
    place: Place,
    /// The thread was unwinding already, so dropping the guard poisons nothing.
    unwinding: bool,
}

/// Access to the value of a locked [`Mutex`]; unlocks it when dropped. See [`std::sync::MutexGuard`].
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    /// `None` only while the guard is being taken apart.
    inner: Option<real::MutexGuard<'a, T>>,
    held: Option<Held>,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// For a condvar outside an exploration: the parts, without unlocking.
    pub(super) fn into_real(mut self) -> (&'a Mutex<T>, real::MutexGuard<'a, T>) {
        let inner = self.inner.take().expect("a guard is taken apart once");
        (self.mutex, inner)
    }

    /// The reverse of `into_real`.
    pub(super) fn from_real(
        mutex: &'a Mutex<T>,
        inner: real::MutexGuard<'a, T>,
    ) -> MutexGuard<'a, T> {
        mutex.guard(inner, None)
    }

    /// For a condvar inside an exploration: gives the lock back as part of another step.
    pub(super) fn unlock_to_wait(mut self) -> (&'a Mutex<T>, ObjId) {
        let id = self.mutex.obj.id();
        self.inner = None;
        self.held = None;
        with(|k| {
            k.objects[id].owner = None;
            k.release(id);
            k.release_to(id);
        });
        (self.mutex, id)
    }
}

impl<T: ?Sized> Mutex<T> {
    /// For a condvar inside an exploration: takes the lock again after a wait.
    pub(super) fn lock_after_wait(&self, id: ObjId, place: Place) -> LockResult<MutexGuard<'_, T>> {
        if with(|k| k.objects[id].owner.is_some()) {
            point(Op::Locks, Subject::Object(id), place, Until::Free(id));
        }
        self.take(id, "locks", place)
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("only a guard that is being dropped is empty")
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("only a guard that is being dropped is empty")
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let Some(Held { place, unwinding }) = self.held.take() else { return };
        let id = self.mutex.obj.id();
        let subject = Subject::Object(id);
        // Nobody waits here, but a `try_lock` elsewhere can tell whether this has happened yet.
        point(Op::Unlocks, subject, place, Until::Now);
        let Some(inner) = self.inner.take() else { return };
        with(|k| {
            if k.me().panicking && !unwinding {
                self.mutex.poison.set();
            }
            k.objects[id].owner = None;
            k.release(id);
            k.release_to(id);
            k.did(Op::Unlocks, "unlocks", subject, place, |_, e| shown(e, &inner));
        });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
