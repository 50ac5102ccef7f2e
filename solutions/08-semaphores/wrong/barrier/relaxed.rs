//! VERDICT: STALE READ
//! The numbers are right, and publish nothing.

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
        let round = self.round.load(Ordering::Relaxed);
        if self.arrived.fetch_add(1, Ordering::Relaxed) + 1 == self.parties {
            self.arrived.store(0, Ordering::Relaxed);
            self.round.store(round + 1, Ordering::Relaxed);
            self.sleepers.lock().unwrap().drain(..).for_each(|sleeper| sleeper.unpark());
            return true;
        }
        loop {
            let mut sleepers = self.sleepers.lock().unwrap();
            if self.round.load(Ordering::Relaxed) != round {
                return false;
            }
            sleepers.push(thread::current());
            drop(sleepers);
            thread::park();
        }
    }
}
