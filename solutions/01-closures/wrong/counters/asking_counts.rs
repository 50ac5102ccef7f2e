//! VERDICT: WRONG RESULT
//! To ask for the count is counted as well.

use std::cell::Cell;
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
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f(x)
    };
    let ask = move || {
        asked.set(asked.get() + 1);
        asked.get() - 1
    };
    (instead, ask)
}
