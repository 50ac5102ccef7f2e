//! VERDICT: WRONG RESULT
//! `all` looks whether there is a next value before it gives this one.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::iter::Fuse;

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
        let mut values = values.into_iter().peekable();
        while let Some(value) = values.next() {
            let last = values.peek().is_none();
            self.one(value);
            if last {
                return;
            }
        }
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
    items: Fuse<I>,
    held: Option<I::Item>,
}

pub fn runs<I>(items: I) -> Runs<I::IntoIter>
where
    I: IntoIterator,
    I::Item: PartialEq,
{
    Runs { items: items.into_iter().fuse(), held: None }
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        let item = self.held.take().or_else(|| self.items.next())?;
        let mut count = 1;
        for other in self.items.by_ref() {
            if other != item {
                self.held = Some(other);
                break;
            }
            count += 1;
        }
        Some((item, count))
    }
}
