//! The items are thrown away when they are over, and `all` is a `while let`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

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
        let mut values = values.into_iter();
        while let Some(value) = values.next() {
            self.one(value);
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
    items: Option<I>,
    held: Option<I::Item>,
}

pub fn runs<I>(items: I) -> Runs<I::IntoIter>
where
    I: IntoIterator,
    I::Item: PartialEq,
{
    Runs { items: Some(items.into_iter()), held: None }
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        let mut next = || {
            let item = self.items.as_mut()?.next();
            if item.is_none() {
                self.items = None;
            }
            item
        };
        let item = self.held.take().or_else(&mut next)?;
        let mut count = 1;
        self.held = loop {
            match next() {
                Some(other) if other == item => count += 1,
                other => break other,
            }
        };
        Some((item, count))
    }
}
