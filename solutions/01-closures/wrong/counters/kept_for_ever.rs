//! VERDICT: MEMORY LEAKED
//! A leaked cell can be shared without an owner, and nobody ever gives it back.

use std::cell::Cell;

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls: &'static Cell<u64> = Box::leak(Box::new(Cell::new(0)));
    let instead = move |x| {
        calls.set(calls.get() + 1);
        f(x)
    };
    (instead, move || calls.get())
}
