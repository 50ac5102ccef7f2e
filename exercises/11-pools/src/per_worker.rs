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
    // Take one with `queue.lock().unwrap().next()`: it comes with its number.
    let queue = Mutex::new(items.into_iter().enumerate());
    todo!("workers in a scope: each makes its state, then takes items until there are none")
}
