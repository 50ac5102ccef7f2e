//! VERDICT: PANICKED
//! The function itself is in a `RefCell`, borrowed while it runs, and it calls itself.

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
    let calls = Rc::new(Cell::new(0));
    let asked = Rc::clone(&calls);
    let f = RefCell::new(f);
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f.borrow_mut()(x)
    };
    (instead, move || asked.get())
}
