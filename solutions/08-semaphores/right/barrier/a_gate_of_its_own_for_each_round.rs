//! Each round has a place to wait of its own, and the last one puts a new one there.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Arc, Condvar, Mutex};

#[derive(Default)]
struct Gate {
    arrived: Mutex<usize>,
    all: Condvar,
}

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    gate: Mutex<Arc<Gate>>,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, gate: Mutex::default() }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut current = self.gate.lock().unwrap();
        let gate = Arc::clone(&current);
        let mut arrived = gate.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.parties {
            *current = Arc::default();
            gate.all.notify_all();
            return true;
        }
        drop(current);
        while *arrived < self.parties {
            arrived = gate.all.wait(arrived).unwrap();
        }
        false
    }
}
