//! Chapter 09: queues. One module for each exercise, to be done in this order.
//!
//! | module | you build |
//! |---|---|
//! | [`bounded_queue`] | Python's `Queue`: put and get that wait, for a while or not at all, and an end |
//! | [`work_stealing`] | a pile of jobs for each worker, who takes from the others when it has none |
//! | `process_queue` | a queue between processes that keeps what it gave out until the work is done (Linux) |
//! | [`ring`] | a queue for one producer and one consumer, without a lock |
//!
//! `line` is written: messages between two processes.
//!
//! `cargo test -p queues --test bounded_queue` says how the first one stands, and so on for the others.

#![allow(
    unused,
    clippy::todo,
    clippy::new_without_default,
    reason = "an exercise as shipped is not finished: it has imports and fields that nothing uses yet"
)]

#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

pub mod bounded_queue;
#[cfg(target_os = "linux")]
pub mod line;
#[cfg(target_os = "linux")]
pub mod process_queue;
pub mod ring;
pub mod work_stealing;
