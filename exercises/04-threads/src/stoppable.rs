//! # Closing time
//!
//! A scribe copies letters in a back room, one after the other. You put letters on the pile. At closing time you say
//! stop. The scribe finishes the letter on the desk, leaves the pile, and goes home. You lock the door when the scribe
//! is out, not before. And if you forget to say stop, and walk away, that is closing time as well.
//!
//! Build the `Scribe`.
//!
//! 1. `start` starts one thread. It calls `copy` for every letter, in the order in which they were given.
//! 2. `give` puts a letter on the pile. It does not wait for the scribe.
//! 3. A scribe without a letter sleeps until there is one. It does not look again and again.
//! 4. `stop` asks the scribe to stop: the letter on the desk is finished, no other is begun. It waits until the thread
//!    has ended, and returns how many letters were copied.
//! 5. A `Scribe` that is dropped is stopped in the same way.
//!
//! Check it with `cargo test -p threads --test stoppable`.

// Bring in what you need, for example `use std::sync::mpsc;` and `use std::thread::{self, JoinHandle};`.

/// A thread that copies letters until it is told to stop, or until this handle to it is dropped.
pub struct Scribe {
    // Your choice.
}

impl Scribe {
    /// Starts a thread that calls `copy` for every letter it is given. `copy` does not panic.
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        todo!("start the thread, and keep what you need to reach it")
    }

    /// Puts a letter on the pile, and does not wait until it is copied.
    pub fn give(&self, letter: String) {
        todo!("put it on the pile")
    }

    /// Has the scribe stop after the letter on the desk, waits until the thread has ended, and returns how many letters
    /// it has copied.
    pub fn stop(mut self) -> usize {
        todo!("ask it to stop, and wait until it has")
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        // Also called at the end of `stop`. What is to be done if nobody has called `stop`?
    }
}
