//! # Passing the word
//!
//! Actors read a scene, and have one microphone. Whoever has it speaks, and then passes it to somebody else, with a
//! cue. That one goes on in the middle of his part, where he had stopped. Nobody else says a word meanwhile. Python's
//! `greenlet` works like this: `anna.switch("your turn")`.
//!
//! A part is a closure with a stack of its own, a `Coroutine` of the crate `corosensei`. There is one thread.
//!
//! 1. `play` has numbered parts. It gives the word to part 0, with `first` as its cue.
//! 2. `switch.to(number, cue)` stops the part that calls it, and gives the word to part `number`. If that one has not
//!    begun, it begins, with the cue as its second argument. If it waits in a `to`, this `to` returns the cue.
//! 3. The first part that returns ends the play, and what it returns is what `play` returns. The others stay where they
//!    are. Their stacks are cleared before `play` returns, so that what lies there is dropped.
//! 4. A part may give the word to itself. If it gives the word to a number that there is not, `play` panics. If a part
//!    panics, that panic comes out of `play`.
//!
//! The cue may be of any type, and is moved from one to the other. A scene may have a hundred thousand switches.
//!
//! Check it with `cargo test -p coroutines --test switcher`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use corosensei::{Coroutine, CoroutineResult, Yielder};

/// What an actor does: called with the first cue that he gets.
pub type Part<T> = Box<dyn FnOnce(&Switch<'_, T>, T) -> T>;

/// The word, for the part that has it.
pub struct Switch<'a, T> {
    /// What leaves the coroutine, and what comes back into it.
    yielder: &'a Yielder<T, (usize, T)>,
}

impl<T> Switch<'_, T> {
    /// Gives the word to part `number`, and returns the cue with which it comes back.
    pub fn to(&self, number: usize, cue: T) -> T {
        todo!("leave the coroutine, with a message for `play`")
    }
}

/// Plays the parts until the first of them returns, and returns what that one has returned.
///
/// # Panics
/// If a part panics, or gives the word to a number that there is not.
pub fn play<T: 'static>(parts: Vec<Part<T>>, first: T) -> T {
    todo!("a coroutine for each part; `resume` the one that has the word, and look what comes out")
}
