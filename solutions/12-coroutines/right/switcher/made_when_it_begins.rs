//! The coroutine of a part is made when the word first comes to it.

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
    enum Actor<T> {
        Waits(Option<Part<T>>),
        Plays(Coroutine<T, (usize, T), T>),
    }
    let coroutine = |part: Part<T>| {
        Coroutine::new(move |yielder: &Yielder<T, (usize, T)>, cue| part(&Switch { yielder }, cue))
    };
    let mut stage: Vec<_> = parts.into_iter().map(|part| Actor::Waits(Some(part))).collect();
    let (mut number, mut cue) = (0, first);
    loop {
        if let Actor::Waits(part) = &mut stage[number] {
            let part = part.take().expect("it begins once");
            stage[number] = Actor::Plays(coroutine(part));
        }
        let Actor::Plays(actor) = &mut stage[number] else { unreachable!("it has begun") };
        match actor.resume(cue) {
            CoroutineResult::Yield(next) => (number, cue) = next,
            CoroutineResult::Return(last) => return last,
        }
    }
}
