//! VERDICT: RAN SERIALLY
//! One `map` over the items, on the thread of the caller.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

pub fn map<T, R>(
    items: Vec<T>,
    workers: usize,
    chunk: usize,
    f: impl Fn(T) -> R + Sync,
) -> Vec<thread::Result<R>>
where
    T: Send,
    R: Send,
{
    let _ = (workers, chunk);
    items.into_iter().map(|item| catch_unwind(AssertUnwindSafe(|| f(item)))).collect()
}
