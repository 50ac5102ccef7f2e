//! A coroutine behind a closure, by its number.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::HashMap;

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
    let actor = |part: Part<T>| {
        let mut actor = Coroutine::new(move |yielder: &Yielder<T, (usize, T)>, cue| {
            part(&Switch { yielder }, cue)
        });
        move |cue| actor.resume(cue)
    };
    let mut stage: HashMap<usize, _> = parts.into_iter().map(actor).enumerate().collect();
    let (mut number, mut cue) = (0, first);
    loop {
        let actor = stage.get_mut(&number).expect("there is no such part");
        match actor(cue) {
            CoroutineResult::Yield(next) => (number, cue) = next,
            CoroutineResult::Return(last) => return last,
        }
    }
}
