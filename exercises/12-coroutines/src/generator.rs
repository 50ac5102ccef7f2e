//! # One at a time
//!
//! A generator in Python is a function that stops at each `yield` and goes on when somebody asks for the next value. In
//! Rust, stable, a function cannot do that. There are two ways to write one all the same: on a stack of its own, or as a
//! struct that remembers where it was.
//!
//! 1. `Generator::new(body)` has a closure that is called with a `Give`. `give.one(value)` is `yield value`. A
//!    generator is an iterator: `next` runs the body up to its next `one`, and gives that value. Nothing runs before
//!    the first `next`, and nothing ahead of it.
//! 2. `give.all(values)` is `yield from values`: one after the other, and each is taken when it is asked for.
//! 3. When the body has returned, or has panicked, `next` says `None`, however often it is asked. A panic of the body
//!    comes out of the `next` that ran into it.
//! 4. `runs(items)` without a stack: how often each item comes in a row. `[7, 7, 3, 7]` gives `(7, 2)`, `(3, 1)`,
//!    `(7, 1)`. It takes an item when it needs it, and no sooner; to know that a run is over it must have seen the next
//!    item, and it must not lose that. After the end it says `None`, also if `items` would go on.
//!
//! Check it with `cargo test -p coroutines --test generator`.

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
        todo!("a coroutine that calls `body` when it is resumed for the first time")
    }
}

impl<T> Give<'_, T> {
    /// `yield value`: stops here, until the next one is asked for.
    pub fn one(&self, value: T) {
        todo!("leave the coroutine with the value")
    }

    /// `yield from values`.
    pub fn all(&self, values: impl IntoIterator<Item = T>) {
        todo!("one after the other")
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        todo!("resume the body, unless it is done")
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
    todo!("what is there before the first item is taken?")
}

impl<I: Iterator> Iterator for Runs<I>
where
    I::Item: PartialEq,
{
    /// The item, and how often it came.
    type Item = (I::Item, usize);

    fn next(&mut self) -> Option<(I::Item, usize)> {
        todo!("the item that is held, or the next one; then all that are equal to it")
    }
}
