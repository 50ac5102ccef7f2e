//! VERDICT: LOCK LEFT LOCKED
//! Sleepers are counted below zero, and a permit is kept for each of them, also for one that was killed.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    permits: AtomicI64,
    signals: AtomicU32,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { permits: AtomicI64::new(permits as i64), signals: AtomicU32::new(0) }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        if self.permits.fetch_sub(1, Ordering::AcqRel) > 0 {
            return;
        }
        self.take_signal(None);
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        self.permits
            .fetch_update(Ordering::AcqRel, Ordering::Relaxed, |permits| {
                (permits > 0).then(|| permits - 1)
            })
            .is_ok()
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        if self.try_acquire() {
            return true;
        }
        if limit.is_zero() {
            return false;
        }
        if self.permits.fetch_sub(1, Ordering::AcqRel) > 0 {
            return true;
        }
        self.take_signal(Some(limit))
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        if self.permits.fetch_add(1, Ordering::AcqRel) < 0 {
            self.signals.fetch_add(1, Ordering::Release);
            futex::wake(&self.signals, 1);
        }
    }
    fn take_signal(&self, limit: Option<Duration>) -> bool {
        let start = Instant::now();
        loop {
            let taken =
                self.signals.fetch_update(Ordering::Acquire, Ordering::Relaxed, |signals| {
                    signals.checked_sub(1)
                });
            if taken.is_ok() {
                return true;
            }
            match limit.map(|limit| limit.saturating_sub(start.elapsed())) {
                None => futex::wait(&self.signals, 0),
                Some(left) if left.is_zero() => {
                    let back =
                        self.permits.fetch_update(Ordering::AcqRel, Ordering::Relaxed, |permits| {
                            (permits < 0).then(|| permits + 1)
                        });
                    if back.is_err() {
                        continue;
                    }
                    return false;
                }
                Some(left) => {
                    futex::wait_timeout(&self.signals, 0, left);
                }
            }
        }
    }
}
