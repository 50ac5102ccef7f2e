//! # Permits for several programs
//!
//! A licence allows two copies of a program to work at the same time. The copies are processes. They have no `Mutex` and
//! no `Condvar` in common, only a piece of memory that all of them see.
//!
//! Build a semaphore that lives in such a piece of memory. What a lock of `std` is made of underneath is in
//! `crate::futex`, given: [`wait`](crate::futex::wait) sleeps as long as a number in memory is what you say,
//! [`wake`](crate::futex::wake) wakes those who sleep on that number, in this process or in another.
//!
//! 1. Choose what a `SharedSemaphore` holds. Whatever it is, all of it has to be in the value itself: a pointer means
//!    nothing in another process. Atomics are fine.
//! 2. `try_acquire`: take a permit if there is one, in one step.
//! 3. `acquire`: where there is none, sleep until there may be one, and look again.
//! 4. `release`: add one, and wake one of those who sleep. If nobody sleeps, `wake` is a system call for nothing. Can you
//!    know?
//! 5. `acquire_timeout`: as `acquire`, but not for longer than `limit`.
//!
//! Who goes without a permit, because the time is over or because its process is killed in its sleep, takes neither a
//! permit along nor somebody else's wake-up. What was done before a `release` is seen after the `acquire` that took the
//! permit: choose the orderings. A process that is killed *with* a permit does take it along.
//!
//! Check it with `cargo test -p semaphores --test process_semaphore`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use crate::futex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A number of permits, to be put into memory that processes share.
pub struct SharedSemaphore {
    // ANSWER
    // | // Your choice.
    permits: AtomicU32,
    /// How many sleep, or are about to. For somebody who was killed in its sleep it stays one too many, which costs a
    /// system call and nothing else.
    waiting: AtomicU32,
    // END
}

impl SharedSemaphore {
    /// A semaphore with so many permits to begin with, any number. There are never more than [`u32::MAX`].
    pub const fn new(permits: u32) -> SharedSemaphore {
        // ANSWER
        // | todo!()
        SharedSemaphore { permits: AtomicU32::new(permits), waiting: AtomicU32::new(0) }
        // END
    }

    /// Waits until there is a permit, and takes it. Who waits sleeps.
    pub fn acquire(&self) {
        // ANSWER
        // | todo!("wait for a permit")
        while !self.try_acquire() {
            self.sleep(|permits| futex::wait(permits, 0));
        }
        // END
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        // ANSWER
        // | todo!("take a permit if there is one")
        // Acquire belongs to the Release in `release`.
        let one_less = |permits: u32| permits.checked_sub(1);
        self.permits.fetch_update(Ordering::Acquire, Ordering::Relaxed, one_less).is_ok()
        // END
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        // ANSWER
        // | todo!("wait for a permit, but not for longer than `limit`")
        if self.try_acquire() {
            return true;
        }
        // There is no such moment if `limit` is very long.
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
        // END
    }

    /// Adds a permit. It need not have been taken before, and not by this process.
    pub fn release(&self) {
        // ANSWER
        // | todo!("add a permit, and wake somebody who waits for one")
        // First the permit, then the look at the sleepers; `sleep` does it the other way round. With SeqCst one of the
        // two sees what the other one did.
        self.permits.fetch_add(1, Ordering::SeqCst);
        if self.waiting.load(Ordering::SeqCst) > 0 {
            futex::wake(&self.permits, 1);
        }
        // END
    }
    // ANSWER

    /// Sleeps on the number of permits, and says so before.
    fn sleep(&self, wait: impl FnOnce(&AtomicU32)) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        wait(&self.permits);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
    // END
}
