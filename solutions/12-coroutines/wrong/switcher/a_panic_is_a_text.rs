//! VERDICT: PANIC SWALLOWED
//! A panic is caught, and its text is told again.

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
        self.yielder.suspend((number, cue))
    }
}

/// Plays the parts until the first of them returns, and returns what that one has returned.
///
/// # Panics
/// If a part panics, or gives the word to a number that there is not.
pub fn play<T: 'static>(parts: Vec<Part<T>>, first: T) -> T {
    let coroutine = |part: Part<T>| {
        Coroutine::new(move |yielder: &Yielder<T, (usize, T)>, cue| part(&Switch { yielder }, cue))
    };
    let mut stage: Vec<_> = parts.into_iter().map(coroutine).collect();
    let (mut number, mut cue) = (0, first);
    loop {
        let resumed =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| stage[number].resume(cue)));
        let resumed = resumed.unwrap_or_else(|panic| match panic.downcast_ref::<&str>() {
            Some(text) => panic!("{text}"),
            None => panic!("a part has panicked"),
        });
        match resumed {
            CoroutineResult::Yield(next) => (number, cue) = next,
            CoroutineResult::Return(last) => return last,
        }
    }
}
