//! VERDICT: BOUND EXCEEDED
//! Each chunk has a thread of its own.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
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
    let queue = Mutex::new(items.into_iter().enumerate());
    let take = || queue.lock().unwrap().by_ref().take(chunk).collect::<Vec<(usize, T)>>();
    let mut done: Vec<(usize, thread::Result<R>)> = thread::scope(|s| {
        let _ = workers;
        let parts = std::iter::from_fn(|| Some(take()).filter(|part| !part.is_empty()));
        let f = &f;
        let work = |part: Vec<(usize, T)>| {
            s.spawn(move || {
                let one = |(number, item)| (number, catch_unwind(AssertUnwindSafe(|| f(item))));
                part.into_iter().map(one).collect::<Vec<_>>()
            })
        };
        let crew: Vec<_> = parts.map(work).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
