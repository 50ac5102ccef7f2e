//! # Nobody goes ahead
//!
//! A group walks in the mountains. At each hut everybody waits until the last one has come. Then all go on, to the next
//! hut, where they wait again. A place where a group waits for its last one is a **barrier**.
//!
//! Build one that can be used hut after hut. `std` has it as `std::sync::Barrier`. Do not use that one.
//!
//! 1. Choose what a `Barrier` holds, and write `new`.
//! 2. `wait` comes back when all of the group have called it. Then the next round begins: who is quick may call `wait`
//!    again while others have not yet come back from it.
//! 3. In each round `wait` returns `true` to exactly one of them, whichever you like: somebody has to lock the hut.
//!
//! The group is always the same: as many threads as there are `parties`. It may meet at several barriers, and what happens
//! at one says nothing about another. Who waits sleeps.
//!
//! Check it with `cargo test -p semaphores --test barrier`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// ANSWER
// | // Bring in what you build it from.
use std::sync::{Condvar, Mutex};
// END

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    // ANSWER
    // | // Your choice.
    parties: usize,
    state: Mutex<State>,
    opened: Condvar,
    // END
}
// ANSWER

struct State {
    /// How many have come in this round.
    arrived: usize,
    /// Which round it is. Sleepers wait for the end of *their* round, and not for a number that begins anew.
    round: u64,
}
// END

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        // ANSWER
        // | todo!("a barrier at which nobody is waiting")
        assert!(parties > 0, "a group has at least one member");
        Barrier {
            parties,
            state: Mutex::new(State { arrived: 0, round: 0 }),
            opened: Condvar::new(),
        }
        // END
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        // ANSWER
        // | todo!("wait for the others, and say whether this thread is the one")
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        let last = state.arrived == self.parties;
        if last {
            // The next round begins before anybody has left this one.
            state.arrived = 0;
            state.round += 1;
            drop(state);
            self.opened.notify_all();
        } else {
            let mine = state.round;
            drop(self.opened.wait_while(state, |state| state.round == mine).unwrap());
        }
        last
        // END
    }
}
