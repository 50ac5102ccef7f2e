//! # A map that keeps the order
//!
//! `pool.map(scrape, urls)` gives a page to whichever worker is free, and returns the pages in the order of the
//! addresses. In Python, when one page cannot be had, `map` raises, and you get none of the others. Write a `map` that
//! loses nothing.
//!
//! 1. The workers are threads, `workers` of them. `f` is called once for each item, by one of them.
//! 2. A worker takes `chunk` items at a time, those that come next, and is left alone with them: it calls `f` for one
//!    after the other. To ask for more costs a lock, and with `chunk` it is paid once for several. The last chunk may
//!    be smaller.
//! 3. Whoever is done with a chunk takes the next one. Nobody knows beforehand which items take long, so nothing is
//!    shared out beforehand.
//! 4. The results come back in the order of the items. If `f` panics, the result of that item, and of no other, is an
//!    `Err` with what it panicked with.
//! 5. When `map` returns, every thread that it started has ended.
//!
//! `starmap` comes for free: the items are tuples, and `f` is `|(width, height)| …`.
//!
//! Check it with `cargo test -p pools --test ordered_map`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

/// Calls `f` for each of `items`, on `workers` threads that take `chunk` items at a time. The results are in the order
/// of the items; one that is an `Err` says what `f` panicked with.
///
/// `workers` and `chunk` are 1 or more.
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
    // ANSWER
    // | // An iterator is a queue: `next` takes one item out, and `by_ref().take(chunk)` several. Several threads need
    // | // a lock around it.
    // | let queue = Mutex::new(items.into_iter().enumerate());
    // | todo!("workers in a scope, which take chunks until there are none; then the order")
    // An iterator is a queue: `next` takes one item out, and `by_ref().take(chunk)` several. Several threads need a
    // lock around it.
    let queue = Mutex::new(items.into_iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        loop {
            // The guard is gone at the end of this statement.
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
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().expect("panics are caught")).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
    // END
}
