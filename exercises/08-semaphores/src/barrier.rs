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

// Bring in what you build it from.

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    // Your choice.
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        todo!("a barrier at which nobody is waiting")
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        todo!("wait for the others, and say whether this thread is the one")
    }
}
