//! A generator twice: as a struct that remembers where it was, and on a stack of its own.

use corosensei::{Coroutine, Yielder};

// ANCHOR: struct
/// `yield 1`, `yield from inner`, `yield 2`.
enum Outer<I> {
    Begin(I),
    Inside(I),
    End,
}

impl<I: Iterator<Item = u32>> Iterator for Outer<I> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match std::mem::replace(self, Outer::End) {
            Outer::Begin(inner) => {
                *self = Outer::Inside(inner);
                Some(1)
            }
            Outer::Inside(mut inner) => match inner.next() {
                Some(number) => {
                    *self = Outer::Inside(inner);
                    Some(number)
                }
                None => Some(2),
            },
            Outer::End => None,
        }
    }
}
// ANCHOR_END: struct

// ANCHOR: stack
fn outer(inner: impl Iterator<Item = u32> + 'static) -> impl Iterator<Item = u32> {
    let mut body = Coroutine::new(|yielder: &Yielder<(), u32>, ()| {
        yielder.suspend(1);
        inner.for_each(|number| yielder.suspend(number));
        yielder.suspend(2);
    });
    std::iter::from_fn(move || (!body.done()).then(|| body.resume(()).as_yield()).flatten())
}
// ANCHOR_END: stack

fn main() {
    // ANCHOR: main
    println!("{:?}", Outer::Begin(3..=4).collect::<Vec<_>>());
    println!("{:?}", outer(3..=4).collect::<Vec<_>>());
    // ANCHOR_END: main
}
