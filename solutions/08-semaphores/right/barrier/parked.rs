//! The sleepers are a list of threads, and the last one wakes each of them.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    sleepers: Mutex<Vec<Thread>>,
    round: AtomicUsize,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, sleepers: Mutex::new(Vec::new()), round: AtomicUsize::new(0) }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut sleepers = self.sleepers.lock().unwrap();
        let round = self.round.load(Ordering::Acquire);
        if sleepers.len() + 1 == self.parties {
            let sleepers = std::mem::take(&mut *sleepers);
            self.round.store(round + 1, Ordering::Release);
            sleepers.iter().for_each(Thread::unpark);
            return true;
        }
        sleepers.push(thread::current());
        drop(sleepers);
        while self.round.load(Ordering::Acquire) == round {
            thread::park();
        }
        false
    }
}
