//! VERDICT: WRONG RESULT
//! Permits in one half of a word and sleepers in the other: a number above 65,535 does not fit.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    word: AtomicU32,
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        SharedSemaphore { word: AtomicU32::new(permits) }
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        loop {
            let word = match self.take() {
                Ok(()) => return,
                Err(word) => word,
            };
            self.sleep(word, |word| futex::wait(&self.word, word));
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        self.take().is_ok()
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let start = Instant::now();
        loop {
            let word = match self.take() {
                Ok(()) => return true,
                Err(word) => word,
            };
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return false;
            }
            self.sleep(word, |word| {
                futex::wait_timeout(&self.word, word, left);
            });
        }
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        let before = self.word.fetch_add(1, Ordering::Release);
        if before >> 16 > 0 {
            futex::wake(&self.word, u32::MAX);
        }
    }
    fn take(&self) -> Result<(), u32> {
        self.word
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, |word| {
                (word & 0xffff != 0).then(|| word - 1)
            })
            .map(|_| ())
    }

    fn sleep(&self, word: u32, wait: impl FnOnce(u32)) {
        let counted = word + (1 << 16);
        if self.word.compare_exchange(word, counted, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            wait(counted);
            self.word.fetch_sub(1 << 16, Ordering::Relaxed);
        }
    }
}
