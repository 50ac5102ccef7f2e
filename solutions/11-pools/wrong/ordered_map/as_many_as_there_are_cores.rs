//! VERDICT: RAN SERIALLY
//! There are as many workers as cores, whatever was asked.

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
    let work = || {
        let mut done = Vec::new();
        loop {
            let part: Vec<(usize, T)> = queue.lock().unwrap().by_ref().take(chunk).collect();
            if part.is_empty() {
                return done;
            }
            for (number, item) in part {
                done.push((number, catch_unwind(AssertUnwindSafe(|| f(item)))));
            }
        }
    };
    let mut done: Vec<(usize, thread::Result<R>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers.min(thread::available_parallelism().unwrap().get()))
            .map(|_| s.spawn(work))
            .collect();
        crew.into_iter().flat_map(|worker| worker.join().expect("panics are caught")).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
