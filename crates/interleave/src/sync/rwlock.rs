//! `RwLock`, as in `std::sync`.

mod guard;

use std::fmt;
use std::panic::Location;
use std::sync::{self as real, LockResult, TryLockError, TryLockResult};

use super::poison::{Poison, map_lock, map_try_lock, strip, strip_try};
use crate::kernel::{
    Event, Kernel, Kind, Obj, ObjId, Op, Place, Subject, Until, View, exploring, point, with,
};
use crate::peek::peek;

use guard::Held;
pub use guard::{RwLockReadGuard, RwLockWriteGuard};

/// A lock that lets either many threads look at a value, or one thread change it.
///
/// Same as [`std::sync::RwLock`], which does the work outside an exploration. Inside one, a reader waits only
/// while a writer holds the lock, not while one waits: std leaves open who goes first. A thread that reads
/// while it reads already is therefore let in here, and may wait for ever on a system that prefers writers.
pub struct RwLock<T: ?Sized> {
    state: State,
    inner: real::RwLock<T>,
}

/// All of a lock but the value.
struct State {
    obj: Obj,
    poison: Poison,
    /// What writers have released. A reader learns this and no more: readers do not wait for each other, so
    /// nothing that one of them did happens before what another does.
    written: real::Mutex<Option<View>>,
}

impl State {
    /// The writer lets readers in: they learn what it has done.
    fn publish(&self, k: &mut Kernel) {
        strip(self.written.lock()).get_or_insert_with(View::default).join(&k.me().view);
    }
}

impl<T> RwLock<T> {
    /// A lock, unlocked, around `value`. See [`std::sync::RwLock::new`].
    #[track_caller]
    pub const fn new(value: T) -> RwLock<T> {
        let obj = Obj::new(Kind::RwLock);
        let state = State { obj, poison: Poison::new(), written: real::Mutex::new(None) };
        RwLock { state, inner: real::RwLock::new(value) }
    }

    /// Gives the value back; the lock is gone. See [`std::sync::RwLock::into_inner`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock to write; the error contains the value all the same.
    pub fn into_inner(self) -> LockResult<T> {
        let result = self.inner.into_inner();
        if exploring() { self.state.poison.wrap(strip(result)) } else { result }
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Waits until no thread writes, and takes the lock to read. See [`std::sync::RwLock::read`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock to write; the error contains the guard all the same.
    ///
    /// # Panics
    /// Outside an exploration it may panic if this thread holds the lock already; inside one that is a
    /// `DEADLOCK` if it holds it to write.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        if !exploring() {
            return map_lock(self.inner.read(), |inner| self.read_guard(inner, None));
        }
        let (id, place) = (self.state.obj.id(), Location::caller());
        point(Op::Reads, Subject::Object(id), place, Until::NoWriter(id));
        self.take_to_read(id, "read-locks", place)
    }

    /// Takes the lock to read if no thread writes. See [`std::sync::RwLock::try_read`].
    ///
    /// # Errors
    /// `WouldBlock` if a thread writes, `Poisoned` (with the guard) if one panicked while it wrote.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        if !exploring() {
            return map_try_lock(self.inner.try_read(), |inner| self.read_guard(inner, None));
        }
        let (id, place) = (self.state.obj.id(), Location::caller());
        if !tries(id, "try_read", place, |k| k.objects[id].owner.is_none()) {
            return Err(TryLockError::WouldBlock);
        }
        self.take_to_read(id, "try_read locks", place).map_err(TryLockError::Poisoned)
    }

    /// Waits until no other thread holds the lock, and takes it to write. See [`std::sync::RwLock::write`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock to write; the error contains the guard all the same.
    ///
    /// # Panics
    /// Outside an exploration it may panic if this thread holds the lock already; inside one that is a
    /// `DEADLOCK`.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        if !exploring() {
            return map_lock(self.inner.write(), |inner| self.write_guard(inner, None));
        }
        let (id, place) = (self.state.obj.id(), Location::caller());
        point(Op::Writes, Subject::Object(id), place, Until::Empty(id));
        self.take_to_write(id, "write-locks", place)
    }

    /// Takes the lock to write if no thread holds it. See [`std::sync::RwLock::try_write`].
    ///
    /// # Errors
    /// `WouldBlock` if the lock is held, `Poisoned` (with the guard) if a thread panicked while it wrote.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        if !exploring() {
            return map_try_lock(self.inner.try_write(), |inner| self.write_guard(inner, None));
        }
        let (id, place) = (self.state.obj.id(), Location::caller());
        if !tries(id, "try_write", place, |k| k.holders(id).is_empty()) {
            return Err(TryLockError::WouldBlock);
        }
        self.take_to_write(id, "try_write locks", place).map_err(TryLockError::Poisoned)
    }

    /// The value, without locking: nobody else can have it. See [`std::sync::RwLock::get_mut`].
    ///
    /// # Errors
    /// If a thread panicked while it held the lock to write; the error contains the reference all the same.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let result = self.inner.get_mut();
        if exploring() { self.state.poison.wrap(strip(result)) } else { result }
    }

    /// Whether a thread panicked while it held the lock to write. See [`std::sync::RwLock::is_poisoned`].
    pub fn is_poisoned(&self) -> bool {
        if exploring() { self.state.poison.is_set() } else { self.inner.is_poisoned() }
    }

    /// Forgets that a thread panicked while it held the lock. See [`std::sync::RwLock::clear_poison`].
    pub fn clear_poison(&self) {
        self.state.poison.clear();
        self.inner.clear_poison();
    }

    fn read_guard<'a>(
        &'a self,
        inner: real::RwLockReadGuard<'a, T>,
        place: Option<Place>,
    ) -> RwLockReadGuard<'a, T> {
        RwLockReadGuard::new(&self.state, inner, place)
    }

    fn write_guard<'a>(
        &'a self,
        inner: real::RwLockWriteGuard<'a, T>,
        held: Option<Held>,
    ) -> RwLockWriteGuard<'a, T> {
        RwLockWriteGuard::new(&self.state, inner, held)
    }

    /// The scheduler has let this thread in as a reader: takes the lock.
    fn take_to_read(
        &self,
        id: ObjId,
        verb: &'static str,
        place: Place,
    ) -> LockResult<RwLockReadGuard<'_, T>> {
        let inner = strip_try(self.inner.try_read());
        with(|k| {
            let me = k.current;
            k.objects[id].readers.push(me);
            if let Some(written) = &*strip(self.state.written.lock()) {
                k.me().view.join(written);
            }
            k.hold(id);
            // The order of readers makes no difference, so for the search this is a look.
            k.saw(Op::Reads, verb, Subject::Object(id), place, |_, e| shown(e, &*inner));
        });
        self.state.poison.wrap(self.read_guard(inner, Some(place)))
    }

    /// The scheduler has let this thread in as the only one: takes the lock.
    fn take_to_write(
        &self,
        id: ObjId,
        verb: &'static str,
        place: Place,
    ) -> LockResult<RwLockWriteGuard<'_, T>> {
        let inner = strip_try(self.inner.try_write());
        let held = with(|k| {
            k.objects[id].owner = Some(k.current);
            k.acquire_from(id);
            k.hold(id);
            k.did(Op::Writes, verb, Subject::Object(id), place, |_, e| shown(e, &*inner));
            Held { place, unwinding: k.me().panicking }
        });
        self.state.poison.wrap(self.write_guard(inner, Some(held)))
    }
}

/// A look at whether the lock can be had; recorded if it cannot.
fn tries(id: ObjId, verb: &'static str, place: Place, can: impl FnOnce(&Kernel) -> bool) -> bool {
    let subject = Subject::Object(id);
    point(Op::Tries, subject, place, Until::Now);
    with(|k| {
        let can = can(k);
        if !can {
            k.saw(Op::Tries, verb, subject, place, |k, e| {
                e.detail("would block").link("held by", k.holders(id))
            });
        }
        can
    })
}

/// Adds the value behind the lock, where it is one that can be shown.
fn shown<T: ?Sized>(event: Event, value: &T) -> Event {
    match peek(value) {
        Some(value) => event.detail(format!("= {value}")).value(value),
        None => event,
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
