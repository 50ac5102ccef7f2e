//! VERDICT: BOUND EXCEEDED
//! Looking and taking are two steps.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    permits: AtomicU32,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { permits: AtomicU32::new(permits) }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        while !self.try_acquire() {
            futex::wait(&self.permits, 0);
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        let any = self.permits.load(Ordering::Acquire) > 0;
        if any {
            let left = self.permits.load(Ordering::Acquire).saturating_sub(1);
            self.permits.store(left, Ordering::Release);
        }
        any
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let start = Instant::now();
        while !self.try_acquire() {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return false;
            }
            futex::wait_timeout(&self.permits, 0, left);
        }
        true
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        self.permits.fetch_add(1, Ordering::Release);
        futex::wake(&self.permits, 1);
    }
}
