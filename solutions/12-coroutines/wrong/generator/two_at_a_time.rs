//! VERDICT: WRONG RESULT
//! `all` takes two values at a time.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::iter::Fuse;

use corosensei::{Coroutine, CoroutineResult, Yielder};

/// An iterator over what a function gives, one after the other.
pub struct Generator<T> {
    body: Coroutine<(), T, ()>,
}

/// The way out of a generator, for its body.
pub struct Give<'a, T> {
    yielder: &'a Yielder<(), T>,
}

impl<T: 'static> Generator<T> {
    /// A generator that will run this.
    pub fn new(body: impl FnOnce(&Give<'_, T>) + 'static) -> Generator<T> {
        Generator {
            body: Coroutine::new(move |yielder: &Yielder<(), T>, ()| body(&Give { yielder })),
        }
    }
}

impl<T> Give<'_, T> {
    /// `yield value`: stops here, until the next one is asked for.
    pub fn one(&self, value: T) {
        self.yielder.suspend(value);
    }

    /// `yield from values`.
    pub fn all(&self, values: impl IntoIterator<Item = T>) {
        let mut values = values.into_iter();
        while let Some(first) = values.next() {
            let second = values.next();
            self.one(first);
            second.into_iter().for_each(|value| self.one(value));
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

/// How often each item comes in a row.
pub struct Runs<I: Iterator> {
    items: Fuse<I>,
    /// The first item of the next run, if it has been taken already.
    held: Option<I::Item>,
}

/// An iterator over the runs of equal items, each with its length.
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
    /// The item, and how often it came.
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
