//! VERDICT: PANICKED
//! The guard of the `RefCell` is alive while `f` runs, and `f` asks for the count.

use std::cell::RefCell;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Rc::new(RefCell::new(0));
    let asked = Rc::clone(&calls);
    let instead = move |x| {
        let mut calls = calls.borrow_mut();
        *calls += 1;
        f(x)
    };
    (instead, move || *asked.borrow())
}
