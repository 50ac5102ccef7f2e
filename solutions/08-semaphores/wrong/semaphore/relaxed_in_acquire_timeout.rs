//! VERDICT: STALE READ
//! Only the way in with a time is relaxed.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    permits: AtomicUsize,
    gate: Mutex<()>,
    released: Condvar,
}
impl Semaphore {
    fn take(&self, wanted: usize) -> bool {
        self.permits
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, |permits| {
                permits.checked_sub(wanted)
            })
            .is_ok()
    }
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, too.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore {
            permits: AtomicUsize::new(permits),
            gate: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        self.acquire_many(1);
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        if self.take(wanted) {
            return;
        }
        let mut gate = self.gate.lock().unwrap();
        while !self.take(wanted) {
            gate = self.released.wait(gate).unwrap();
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        self.take(1)
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let gate = self.gate.lock().unwrap();
        let mut taken = false;
        let _gate = self
            .released
            .wait_timeout_while(gate, limit, |()| {
                taken = self
                    .permits
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |permits| {
                        permits.checked_sub(1)
                    })
                    .is_ok();
                !taken
            })
            .unwrap();
        taken
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        self.permits.fetch_add(permits, Ordering::Release);
        drop(self.gate.lock().unwrap());
        self.released.notify_all();
    }

    /// Waits for a permit, which is given back when what this returns is dropped.
    pub fn permit(&self) -> Permit<'_> {
        self.acquire();
        Permit { semaphore: self }
    }
}

/// One permit, in somebody's hands. Dropping it gives it back, also when a panic does.
#[must_use = "the permit is given back as soon as this is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.semaphore.release(1);
    }
}
