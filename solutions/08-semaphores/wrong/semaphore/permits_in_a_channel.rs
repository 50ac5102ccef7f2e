//! VERDICT: DEADLOCK
//! The permits are messages. Who waits for one has locked the receiver, and `try_acquire` waits for that.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    give: Sender<()>,
    take: Mutex<Receiver<()>>,
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, too.
    pub fn new(permits: usize) -> Semaphore {
        let (give, take) = mpsc::channel();
        for _ in 0..permits {
            give.send(()).unwrap();
        }
        Semaphore { give, take: Mutex::new(take) }
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        self.acquire_many(1);
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        let take = self.take.lock().unwrap();
        for _ in 0..wanted {
            take.recv().unwrap();
        }
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        self.take.lock().unwrap().try_recv().is_ok()
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        self.take.lock().unwrap().recv_timeout(limit).is_ok()
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        for _ in 0..permits {
            self.give.send(()).unwrap();
        }
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
