//! VERDICT: PANICKED
//! The rounds are counted in a number that is too small.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    state: Mutex<(usize, u16)>,
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
        let round = state.1;
        state.0 += 1;
        if state.0 == self.parties {
            state.0 = 0;
            state.1 += 1;
            self.opened.notify_all();
            return true;
        }
        while state.1 == round {
            state = self.opened.wait(state).unwrap();
        }
        false
    }
}
