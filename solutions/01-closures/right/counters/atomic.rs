//! An `Arc` and an atomic: the two closures could even go to two threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub fn counter() -> impl FnMut() -> u64 {
    let calls = AtomicU64::new(0);
    move || calls.fetch_add(1, Ordering::SeqCst) + 1
}

pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    let calls = Arc::new(AtomicU64::new(0));
    let asked = Arc::clone(&calls);
    let instead = move |x| {
        calls.fetch_add(1, Ordering::SeqCst);
        f(x)
    };
    (instead, move || asked.load(Ordering::SeqCst))
}
