//! VERDICT: WRONG RESULT
//! The clone of a `Cell` is a second cell, and nobody counts there.

use std::cell::Cell;

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Cell::new(0);
    let asked = calls.clone();
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f(x)
    };
    (instead, move || asked.get())
}
