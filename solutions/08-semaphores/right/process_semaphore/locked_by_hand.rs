//! A small lock of its own around the number, which sleeps on a futex as well.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    locked: AtomicU32,
    permits: AtomicU32,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { locked: AtomicU32::new(0), permits: AtomicU32::new(permits) }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        while !self.try_acquire() {
            futex::wait(&self.permits, 0);
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        self.lock();
        let permits = self.permits.load(Ordering::Relaxed);
        if permits > 0 {
            self.permits.store(permits - 1, Ordering::Relaxed);
        }
        self.unlock();
        permits > 0
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
        self.lock();
        self.permits.store(self.permits.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        self.unlock();
        futex::wake(&self.permits, 1);
    }
    fn lock(&self) {
        while self.locked.swap(1, Ordering::Acquire) == 1 {
            futex::wait(&self.locked, 1);
        }
    }

    fn unlock(&self) {
        self.locked.store(0, Ordering::Release);
        futex::wake(&self.locked, 1);
    }
}
