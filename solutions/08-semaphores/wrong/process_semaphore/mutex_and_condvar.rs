//! VERDICT: DEADLOCK
//! The locks of `std` wake threads of their own process, and no others.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    permits: Mutex<u32>,
    released: Condvar,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        let permits = self.permits.lock().unwrap();
        *self.released.wait_while(permits, |permits| *permits == 0).unwrap() -= 1;
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        let any = *permits > 0;
        if any {
            *permits -= 1;
        }
        any
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let permits = self.permits.lock().unwrap();
        let mut permits =
            self.released.wait_timeout_while(permits, limit, |permits| *permits == 0).unwrap().0;
        let any = *permits > 0;
        if any {
            *permits -= 1;
        }
        any
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.released.notify_one();
    }
}
