//! Poisoning inside an exploration, and what std says about it outside one.
//!
//! The real locks cannot be asked: all explored threads run on one OS thread, so one that unwinds makes
//! `std::thread::panicking` true for all of them.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

/// Whether a thread panicked while it held a lock.
pub(super) struct Poison(AtomicBool);

impl Poison {
    pub(super) const fn new() -> Poison {
        Poison(AtomicBool::new(false))
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Relaxed)
    }

    pub(super) fn set(&self) {
        self.0.store(true, Relaxed);
    }

    pub(super) fn clear(&self) {
        self.0.store(false, Relaxed);
    }

    /// `value`, as an error if poisoned.
    pub(super) fn wrap<V>(&self, value: V) -> LockResult<V> {
        if self.is_set() { Err(PoisonError::new(value)) } else { Ok(value) }
    }
}

/// What is inside, poisoned or not.
pub(super) fn strip<V>(result: LockResult<V>) -> V {
    result.unwrap_or_else(PoisonError::into_inner)
}

/// The guard of a real lock that the kernel knows to be free.
pub(super) fn strip_try<V>(result: TryLockResult<V>) -> V {
    match result {
        Ok(guard) => guard,
        Err(TryLockError::Poisoned(error)) => error.into_inner(),
        Err(TryLockError::WouldBlock) => {
            panic!(
                "interleave: this lock is held outside the exploration; make it inside the closure"
            )
        }
    }
}

/// Changes what a `LockResult` contains.
pub(super) fn map_lock<A, B>(result: LockResult<A>, f: impl FnOnce(A) -> B) -> LockResult<B> {
    match result {
        Ok(a) => Ok(f(a)),
        Err(error) => Err(PoisonError::new(f(error.into_inner()))),
    }
}

/// Changes what a `TryLockResult` contains.
pub(super) fn map_try_lock<A, B>(
    result: TryLockResult<A>,
    f: impl FnOnce(A) -> B,
) -> TryLockResult<B> {
    match result {
        Ok(a) => Ok(f(a)),
        Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        Err(TryLockError::Poisoned(error)) => {
            Err(TryLockError::Poisoned(PoisonError::new(f(error.into_inner()))))
        }
    }
}
