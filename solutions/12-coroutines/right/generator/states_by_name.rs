//! The state of `Runs` is an enum, as a compiler would make it; values go through a cell.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::Cell;
use std::mem;
use std::rc::Rc;

use corosensei::{Coroutine, Yielder};

pub struct Generator<T> {
    body: Coroutine<(), (), ()>,
    value: Rc<Cell<Option<T>>>,
}

pub struct Give<'a, T> {
    yielder: &'a Yielder<(), ()>,
    value: Rc<Cell<Option<T>>>,
}

impl<T: 'static> Generator<T> {
    pub fn new(body: impl FnOnce(&Give<'_, T>) + 'static) -> Generator<T> {
        let value = Rc::new(Cell::new(None));
        let out = Rc::clone(&value);
        let body = Coroutine::new(move |yielder: &Yielder<(), ()>, ()| {
            body(&Give { yielder, value: out });
        });
        Generator { body, value }
    }
}

impl<T> Give<'_, T> {
    pub fn one(&self, value: T) {
        self.value.set(Some(value));
        self.yielder.suspend(());
    }

    pub fn all(&self, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.one(value));
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if !self.body.done() {
            self.body.resume(());
        }
        self.value.take()
    }
}

pub struct Runs<I: Iterator>(State<I>);

enum State<I: Iterator> {
    New(I),
    Inside(I, I::Item),
    Over,
}

pub fn runs<I>(items: I) -> Runs<I::IntoIter>
where
    I: IntoIterator,
    I::Item: PartialEq,
{
    Runs(State::New(items.into_iter()))
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        let (mut items, item) = match mem::replace(&mut self.0, State::Over) {
            State::New(mut items) => {
                let first = items.next()?;
                (items, first)
            }
            State::Inside(items, item) => (items, item),
            State::Over => return None,
        };
        let mut count = 1;
        loop {
            match items.next() {
                Some(other) if other == item => count += 1,
                Some(other) => {
                    self.0 = State::Inside(items, other);
                    return Some((item, count));
                }
                None => return Some((item, count)),
            }
        }
    }
}
