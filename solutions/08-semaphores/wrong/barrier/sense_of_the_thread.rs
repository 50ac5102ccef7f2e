//! VERDICT: WRONG RESULT
//! Each thread remembers which round it is in, and does not know at which barrier.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::Cell;
use std::sync::{Condvar, Mutex};

thread_local! {
    static SENSE: Cell<bool> = const { Cell::new(false) };
}

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    state: Mutex<(usize, bool)>,
    opened: Condvar,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, state: Mutex::new((0, false)), opened: Condvar::new() }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let round = SENSE.get();
        SENSE.set(!round);
        state.0 += 1;
        if state.0 == self.parties {
            state.0 = 0;
            state.1 = !state.1;
            self.opened.notify_all();
            return true;
        }
        while state.1 == round {
            state = self.opened.wait(state).unwrap();
        }
        false
    }
}
