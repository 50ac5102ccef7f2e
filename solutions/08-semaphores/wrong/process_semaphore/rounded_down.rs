//! VERDICT: WRONG RESULT
//! Waits for whole milliseconds only.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    permits: AtomicU32,
    /// How many sleep, or are about to. For somebody who was killed in its sleep it stays one too many, which costs a
    /// system call and nothing else.
    waiting: AtomicU32,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { permits: AtomicU32::new(permits), waiting: AtomicU32::new(0) }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        while !self.try_acquire() {
            self.sleep(|permits| futex::wait(permits, 0));
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        // Acquire belongs to the Release in `release`.
        let one_less = |permits: u32| permits.checked_sub(1);
        self.permits.fetch_update(Ordering::Acquire, Ordering::Relaxed, one_less).is_ok()
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        if self.try_acquire() {
            return true;
        }
        // There is no such moment if `limit` is very long.
        let limit = Duration::from_millis(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
        let end = Instant::now().checked_add(limit);
        loop {
            let left = end.map_or(limit, |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return false;
            }
            self.sleep(|permits| {
                futex::wait_timeout(permits, 0, left);
            });
            // It looks for a permit before it looks at the clock: perhaps it was woken for one.
            if self.try_acquire() {
                return true;
            }
        }
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        // First the permit, then the look at the sleepers; `sleep` does it the other way round. With SeqCst one of the
        // two sees what the other one did.
        self.permits.fetch_add(1, Ordering::SeqCst);
        if self.waiting.load(Ordering::SeqCst) > 0 {
            futex::wake(&self.permits, 1);
        }
    }

    /// Sleeps on the number of permits, and says so before.
    fn sleep(&self, wait: impl FnOnce(&AtomicU32)) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        wait(&self.permits);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
