//! A struct with the function and the number, as one would write a class in Python, and two closures that own it.

use std::cell::Cell;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let calls = Cell::new(0);
    move || {
        calls.set(calls.get() + 1);
        calls.get()
    }
}

struct Counted<F> {
    f: F,
    calls: Cell<u64>,
}

impl<F: Fn(i64) -> i64> Counted<F> {
    fn call(&self, x: i64) -> i64 {
        self.calls.set(self.calls.get() + 1);
        (self.f)(x)
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let counted = Rc::new(Counted { f, calls: Cell::new(0) });
    let asked = Rc::clone(&counted);
    (move |x| counted.call(x), move || asked.calls.get())
}
