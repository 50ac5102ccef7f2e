//! Each round has an object of its own, and those who wait hold on to theirs.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Arc, Condvar, Mutex};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    round: Mutex<(usize, Arc<Round>)>,
}
#[derive(Default)]
struct Round {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, round: Mutex::new((0, Arc::default())) }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let mut round = self.round.lock().unwrap();
        round.0 += 1;
        if round.0 == self.parties {
            let over = std::mem::take(&mut round.1);
            round.0 = 0;
            *over.open.lock().unwrap() = true;
            over.opened.notify_all();
            return true;
        }
        let mine = round.1.clone();
        drop(round);
        let open = mine.open.lock().unwrap();
        let _open = mine.opened.wait_while(open, |open| !*open).unwrap();
        false
    }
}
