//! VERDICT: WRONG RESULT
//! All equal items are counted together, as Python's `Counter` does.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;

use corosensei::{Coroutine, CoroutineResult, Yielder};

pub struct Generator<T> {
    body: Coroutine<(), T, ()>,
}

pub struct Give<'a, T> {
    yielder: &'a Yielder<(), T>,
}

impl<T: 'static> Generator<T> {
    pub fn new(body: impl FnOnce(&Give<'_, T>) + 'static) -> Generator<T> {
        Generator {
            body: Coroutine::new(move |yielder: &Yielder<(), T>, ()| body(&Give { yielder })),
        }
    }
}

impl<T> Give<'_, T> {
    pub fn one(&self, value: T) {
        self.yielder.suspend(value);
    }

    pub fn all(&self, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.one(value));
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.body.done() {
            return None;
        }
        match self.body.resume(()) {
            CoroutineResult::Yield(value) => Some(value),
            CoroutineResult::Return(()) => None,
        }
    }
}

pub struct Runs<I: Iterator> {
    items: Option<I>,
    counted: VecDeque<(I::Item, usize)>,
}

pub fn runs<I>(items: I) -> Runs<I::IntoIter>
where
    I: IntoIterator,
    I::Item: PartialEq,
{
    Runs { items: Some(items.into_iter()), counted: VecDeque::new() }
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        for item in self.items.take().into_iter().flatten() {
            match self.counted.iter_mut().find(|(other, _)| *other == item) {
                Some((_, count)) => *count += 1,
                None => self.counted.push_back((item, 1)),
            }
        }
        self.counted.pop_front()
    }
}
