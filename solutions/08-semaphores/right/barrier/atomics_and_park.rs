//! Arrivals and rounds are atomics; the lock is for the list of sleepers.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    arrived: AtomicUsize,
    round: AtomicUsize,
    sleepers: Mutex<Vec<Thread>>,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier {
            parties,
            arrived: AtomicUsize::new(0),
            round: AtomicUsize::new(0),
            sleepers: Mutex::new(Vec::new()),
        }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let round = self.round.load(Ordering::Acquire);
        self.sleepers.lock().unwrap().push(thread::current());
        if self.arrived.fetch_add(1, Ordering::AcqRel) + 1 == self.parties {
            self.arrived.store(0, Ordering::Relaxed);
            let sleepers = std::mem::take(&mut *self.sleepers.lock().unwrap());
            self.round.store(round + 1, Ordering::Release);
            sleepers.iter().for_each(Thread::unpark);
            return true;
        }
        while self.round.load(Ordering::Acquire) == round {
            thread::park();
        }
        false
    }
}
