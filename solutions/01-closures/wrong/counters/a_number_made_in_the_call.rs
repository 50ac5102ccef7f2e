//! VERDICT: WRONG RESULT
//! Each call makes a number of its own and counts to one.

use std::cell::Cell;
use std::rc::Rc;

pub fn counter() -> impl FnMut() -> u64 {
    || {
        let mut calls = 0;
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Rc::new(Cell::new(0));
    let asked = Rc::clone(&calls);
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f(x)
    };
    (instead, move || asked.get())
}
