//! The chunks are in a channel, and the results come back over another one.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};
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
    let (give, chunks) = mpsc::channel();
    let mut items = items.into_iter().enumerate();
    loop {
        let part: Vec<(usize, T)> = items.by_ref().take(chunk).collect();
        if part.is_empty() {
            break;
        }
        give.send(part).unwrap();
    }
    drop(give);
    let chunks = Mutex::new(chunks);
    let (tell, told) = mpsc::channel();
    let mut results: Vec<_> = thread::scope(|s| {
        for _ in 0..workers {
            let (tell, chunks, f) = (tell.clone(), &chunks, &f);
            s.spawn(move || {
                loop {
                    let part = chunks.lock().unwrap().recv();
                    let Ok(part) = part else { return };
                    for (number, item) in part {
                        tell.send((number, catch_unwind(AssertUnwindSafe(|| f(item))))).unwrap();
                    }
                }
            });
        }
        drop(tell);
        told.into_iter().collect()
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}
