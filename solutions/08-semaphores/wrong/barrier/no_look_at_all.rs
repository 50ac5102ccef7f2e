//! VERDICT: WRONG RESULT
//! It goes when it was woken, and there is no number to look at.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    state: Mutex<usize>,
    opened: Condvar,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, state: Mutex::new(0), opened: Condvar::new() }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut arrived = self.state.lock().unwrap();
        *arrived += 1;
        if *arrived == self.parties {
            *arrived = 0;
            self.opened.notify_all();
            return true;
        }
        drop(self.opened.wait(arrived).unwrap());
        false
    }
}
