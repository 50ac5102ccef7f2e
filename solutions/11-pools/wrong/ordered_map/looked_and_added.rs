//! VERDICT: PANICKED
//! The next number is read in one step and written in another, so two workers take the same items.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let next = AtomicUsize::new(0);
    let items: Vec<Mutex<Option<T>>> =
        items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let work = || {
        let mut done = Vec::new();
        loop {
            let first = next.load(Ordering::SeqCst);
            next.store(first.saturating_add(chunk), Ordering::SeqCst);
            if first >= items.len() {
                return done;
            }
            for number in first..items.len().min(first.saturating_add(chunk)) {
                let item = items[number].lock().unwrap().take().unwrap();
                done.push((number, catch_unwind(AssertUnwindSafe(|| f(item)))));
            }
        }
    };
    let mut done: Vec<(usize, thread::Result<R>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().expect("panics are caught")).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
