//! Each result is put into its place at once, so nothing has to be sorted.

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
    let results: Mutex<Vec<Option<thread::Result<R>>>> = Mutex::new(Vec::new());
    let count = queue.lock().unwrap().len();
    results.lock().unwrap().resize_with(count, || None);
    thread::scope(|s| {
        for _ in 0..workers {
            s.spawn(|| {
                loop {
                    let part: Vec<_> = queue.lock().unwrap().by_ref().take(chunk).collect();
                    if part.is_empty() {
                        return;
                    }
                    for (number, item) in part {
                        let result = catch_unwind(AssertUnwindSafe(|| f(item)));
                        results.lock().unwrap()[number] = Some(result);
                    }
                }
            });
        }
    });
    results.into_inner().unwrap().into_iter().map(Option::unwrap).collect()
}
