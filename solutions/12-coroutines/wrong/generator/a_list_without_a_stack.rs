//! VERDICT: WRONG RESULT
//! `new` runs the body at once and collects what it gives: no generator at all.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::RefCell;
use std::iter::Fuse;

pub struct Generator<T> {
    values: std::vec::IntoIter<T>,
}

pub struct Give<'a, T> {
    values: &'a RefCell<Vec<T>>,
}

impl<T: 'static> Generator<T> {
    pub fn new(body: impl FnOnce(&Give<'_, T>) + 'static) -> Generator<T> {
        let values = RefCell::new(Vec::new());
        body(&Give { values: &values });
        Generator { values: values.into_inner().into_iter() }
    }
}

impl<T> Give<'_, T> {
    pub fn one(&self, value: T) {
        self.values.borrow_mut().push(value);
    }

    pub fn all(&self, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.one(value));
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.values.next()
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
