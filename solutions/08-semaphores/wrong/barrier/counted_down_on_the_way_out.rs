//! VERDICT: DEADLOCK
//! Who is quick comes again while others are still counted from the round before.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    state: Mutex<(usize, usize)>,
    opened: Condvar,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, state: Mutex::new((0, 0)), opened: Condvar::new() }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        let last = state.0 == self.parties;
        if last {
            self.opened.notify_all();
        }
        while state.0 < self.parties && state.1 == 0 {
            state = self.opened.wait(state).unwrap();
        }
        state.1 = state.0 - 1;
        state.0 -= 1;
        last
    }
}
