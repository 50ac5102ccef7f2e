//! VERDICT: BOUND EXCEEDED
//! Each item has a thread of its own.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

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
    thread::scope(|s| {
        let f = &f;
        let crew: Vec<_> = items.into_iter().map(|item| s.spawn(move || f(item))).collect();
        crew.into_iter().map(|worker| worker.join()).collect()
    })
}
