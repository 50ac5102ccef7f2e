//! The number travels in a cell, and only the cue goes through the yielder.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::Cell;
use std::rc::Rc;

use corosensei::{Coroutine, CoroutineResult, Yielder};

pub type Part<T> = Box<dyn FnOnce(&Switch<'_, T>, T) -> T>;

pub struct Switch<'a, T> {
    yielder: &'a Yielder<T, T>,
    whose_turn: Rc<Cell<usize>>,
}

impl<T> Switch<'_, T> {
    pub fn to(&self, number: usize, cue: T) -> T {
        self.whose_turn.set(number);
        self.yielder.suspend(cue)
    }
}

pub fn play<T: 'static>(parts: Vec<Part<T>>, first: T) -> T {
    let whose_turn = Rc::new(Cell::new(0));
    let mut stage = Vec::new();
    for part in parts {
        let whose_turn = whose_turn.clone();
        stage.push(Coroutine::new(move |yielder: &Yielder<T, T>, cue: T| {
            part(&Switch { yielder, whose_turn }, cue)
        }));
    }
    let mut cue = first;
    loop {
        match stage[whose_turn.get()].resume(cue) {
            CoroutineResult::Yield(passed) => cue = passed,
            CoroutineResult::Return(last) => return last,
        }
    }
}
