//! The next item is looked at through `Peekable`, and the end of the body is an `Option`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::iter::{Fuse, Peekable};

use corosensei::{Coroutine, Yielder};

pub struct Generator<T> {
    body: Option<Coroutine<(), T, ()>>,
}

pub struct Give<'a, T> {
    yielder: &'a Yielder<(), T>,
}

impl<T: 'static> Generator<T> {
    pub fn new(body: impl FnOnce(&Give<'_, T>) + 'static) -> Generator<T> {
        let body = Coroutine::new(move |yielder: &Yielder<(), T>, ()| body(&Give { yielder }));
        Generator { body: Some(body) }
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
        // Taken out, so that it stays out if it panics.
        let mut body = self.body.take()?;
        let value = body.resume(()).as_yield()?;
        self.body = Some(body);
        Some(value)
    }
}

pub struct Runs<I: Iterator> {
    items: Peekable<Fuse<I>>,
}

pub fn runs<I>(items: I) -> Runs<I::IntoIter>
where
    I: IntoIterator,
    I::Item: PartialEq,
{
    Runs { items: items.into_iter().fuse().peekable() }
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        let item = self.items.next()?;
        let mut count = 1;
        while self.items.next_if(|other| *other == item).is_some() {
            count += 1;
        }
        Some((item, count))
    }
}
