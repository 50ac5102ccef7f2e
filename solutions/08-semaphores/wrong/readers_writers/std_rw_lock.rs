//! VERDICT: STARVED
//! The lock of `std`, which promises nothing about the order.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    lock: RwLock<()>,
}

/// A reader who is inside. Dropping it is the way out.
#[must_use = "the reader leaves as soon as this is dropped"]
pub struct Reading<'a> {
    guard: Option<RwLockReadGuard<'a, ()>>,
}

/// The writer who is inside. Dropping it is the way out.
#[must_use = "the writer leaves as soon as this is dropped"]
pub struct Writing<'a> {
    guard: Option<RwLockWriteGuard<'a, ()>>,
}

impl Door {
    /// A door with nobody behind it.
    pub fn new() -> Door {
        Door { lock: RwLock::new(()) }
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        let guard = self.lock.read().unwrap_or_else(PoisonError::into_inner);
        Reading { guard: Some(guard) }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        let guard = self.lock.write().unwrap_or_else(PoisonError::into_inner);
        Writing { guard: Some(guard) }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        drop(self.guard.take());
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        drop(self.guard.take());
    }
}
