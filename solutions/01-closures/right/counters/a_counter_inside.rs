//! The second function is built on the first one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let count = RefCell::new(counter());
    let last = Rc::new(Cell::new(0));
    let asked = Rc::clone(&last);
    let instead = move |x| {
        let call = count.borrow_mut()();
        last.set(call);
        f(x)
    };
    (instead, move || asked.get())
}
