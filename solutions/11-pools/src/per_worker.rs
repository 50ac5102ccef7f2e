//! # A model for each worker
//!
//! A model takes a minute to load, and cannot be sent from one worker to another. To load it for each item would take
//! the whole day. Python's pools have an `initializer` for this: it is called once in each worker, before the first
//! item.
//!
//! Write `map_with`.
//!
//! 1. There are `workers` threads. Each calls `init` at most once, before its first item, with its own number (from 0),
//!    and gives what it made to `work` with each of its items. The state never leaves its thread: `S` need not be
//!    `Send`.
//! 2. All workers load from the same folder, and whoever loads while another one loads finds half a file. Two calls of
//!    `init` never overlap. The calls of `work` do, with each other and with `init`.
//! 3. `init` may fail. Then that worker has nothing to do any more, and the others do all the items. Nobody tries
//!    again: `multiprocessing.Pool` does, and starts one worker after the other for ever.
//! 4. The results come in the order of the items. Only if no worker could be initialised is there an error: one of
//!    those that `init` returned.
//! 5. When `map_with` returns, all its threads have ended, and so have their states.
//!
//! There is at least one item and one worker. Neither `init` nor `work` panics.
//!
//! Check it with `cargo test -p pools --test per_worker`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::thread;

/// Calls `work` for each of `items`, on `workers` threads, each with a state that `init` makes there.
///
/// # Errors
/// One of those of `init`, if it failed for every worker.
pub fn map_with<S, T, R, E>(
    items: Vec<T>,
    workers: usize,
    init: impl Fn(usize) -> Result<S, E> + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
) -> Result<Vec<R>, E>
where
    T: Send,
    R: Send,
    E: Send,
{
    // ANSWER
    // | // Take one with `queue.lock().unwrap().next()`: it comes with its number.
    // | let queue = Mutex::new(items.into_iter().enumerate());
    // | todo!("workers in a scope: each makes its state, then takes items until there are none")
    let queue = Mutex::new(items.into_iter().enumerate());
    let folder = Mutex::new(());
    let make = |number| {
        let _alone = folder.lock().unwrap();
        init(number)
    };
    let live = |number| -> Result<Vec<(usize, R)>, E> {
        let mut state = make(number)?;
        let mut done = Vec::new();
        loop {
            let next = queue.lock().unwrap().next();
            let Some((place, item)) = next else { return Ok(done) };
            done.push((place, work(&mut state, item)));
        }
    };
    let ends: Vec<Result<_, E>> = thread::scope(|s| {
        let live = &live;
        let crew: Vec<_> = (0..workers).map(|number| s.spawn(move || live(number))).collect();
        crew.into_iter().map(|worker| worker.join().expect("nothing panics")).collect()
    });
    let (ready, failed): (Vec<_>, Vec<_>) = ends.into_iter().partition(Result::is_ok);
    if ready.is_empty()
        && let Some(Err(error)) = failed.into_iter().next()
    {
        return Err(error);
    }
    let mut done: Vec<(usize, R)> = ready.into_iter().flatten().flatten().collect();
    done.sort_unstable_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
    // END
}
