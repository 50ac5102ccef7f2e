//! VERDICT: WRONG RESULT
//! Each worker has its part, and steals from the others when that is done.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
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
    let mut chunks = Vec::new();
    let mut items = items.into_iter().enumerate();
    loop {
        let part: Vec<(usize, T)> = items.by_ref().take(chunk).collect();
        if part.is_empty() {
            break;
        }
        chunks.push(part);
    }
    let each = chunks.len().div_ceil(workers).max(1);
    let mut chunks = chunks.into_iter();
    let parts: Vec<Mutex<VecDeque<Vec<(usize, T)>>>> =
        (0..workers).map(|_| Mutex::new(chunks.by_ref().take(each).collect())).collect();
    let work = |me: usize| {
        let mut done = Vec::new();
        for other in 0..workers {
            loop {
                let part = parts[(me + other) % workers].lock().unwrap().pop_front();
                let Some(part) = part else { break };
                for (number, item) in part {
                    done.push((number, catch_unwind(AssertUnwindSafe(|| f(item)))));
                }
            }
        }
        done
    };
    let mut done: Vec<(usize, thread::Result<R>)> = thread::scope(|s| {
        let work = &work;
        let crew: Vec<_> = (0..workers).map(|me| s.spawn(move || work(me))).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
