//! VERDICT: PANICKED
//! A part that has the word may not be given it.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use corosensei::{Coroutine, CoroutineResult, Yielder};

pub type Part<T> = Box<dyn FnOnce(&Switch<'_, T>, T) -> T>;

pub struct Switch<'a, T> {
    yielder: &'a Yielder<T, (usize, T)>,
}

impl<T> Switch<'_, T> {
    pub fn to(&self, number: usize, cue: T) -> T {
        self.yielder.suspend((number, cue))
    }
}

pub fn play<T: 'static>(parts: Vec<Part<T>>, first: T) -> T {
    let coroutine = |part: Part<T>| {
        Coroutine::new(move |yielder: &Yielder<T, (usize, T)>, cue| part(&Switch { yielder }, cue))
    };
    let mut stage: Vec<_> = parts.into_iter().map(coroutine).map(Some).collect();
    let mut speaking = stage[0].take();
    let (mut number, mut cue) = (0, first);
    loop {
        match speaking.as_mut().expect("nobody is there").resume(cue) {
            CoroutineResult::Yield((next, passed)) => {
                let new = stage[next].take();
                stage[number] = speaking;
                (number, cue, speaking) = (next, passed, new);
            }
            CoroutineResult::Return(last) => return last,
        }
    }
}
