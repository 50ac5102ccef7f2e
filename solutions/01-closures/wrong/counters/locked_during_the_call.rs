//! VERDICT: DEADLOCK
//! The lock is held while `f` runs, and `f` asks for the count.

use std::sync::{Arc, Mutex};

pub fn counter() -> impl FnMut() -> u64 {
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Arc::new(Mutex::new(0));
    let asked = Arc::clone(&calls);
    let instead = move |x| {
        let mut calls = calls.lock().unwrap();
        *calls += 1;
        f(x)
    };
    (instead, move || *asked.lock().unwrap())
}
