//! A list of sleeping threads, who are all unparked and look again.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::thread::{self, Thread};
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    state: Mutex<(usize, Vec<Thread>)>,
}
impl Semaphore {
    fn take_or_queue(&self, wanted: usize) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.0 >= wanted {
            state.0 -= wanted;
            return true;
        }
        state.1.push(thread::current());
        false
    }
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, too.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { state: Mutex::new((permits, Vec::new())) }
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        self.acquire_many(1);
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        while !self.take_or_queue(wanted) {
            thread::park();
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.0 == 0 {
            return false;
        }
        state.0 -= 1;
        true
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let start = std::time::Instant::now();
        while !self.take_or_queue(1) {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return false;
            }
            thread::park_timeout(left);
        }
        true
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        let waiting = {
            let mut state = self.state.lock().unwrap();
            state.0 += permits;
            std::mem::take(&mut state.1)
        };
        waiting.iter().for_each(Thread::unpark);
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
