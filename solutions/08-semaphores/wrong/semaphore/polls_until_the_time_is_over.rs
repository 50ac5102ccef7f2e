//! VERDICT: NO PROGRESS
//! It looks every millisecond.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, too.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        self.acquire_many(1);
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        let mut permits = self.permits.lock().unwrap();
        while *permits < wanted {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= wanted;
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return false;
        }
        *permits -= 1;
        true
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let start = std::time::Instant::now();
        loop {
            if self.try_acquire() {
                return true;
            }
            if start.elapsed() >= limit {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1).min(limit));
        }
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
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
