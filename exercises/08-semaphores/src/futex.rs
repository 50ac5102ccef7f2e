//! Sleeping on a number in memory, as Linux has it. Given: nothing is to be done here.
//!
//! The number is an `AtomicU32`.
//!
//! | call | what it does |
//! |---|---|
//! | `wait(&number, 3)` | sleeps until somebody calls `wake`, if the number is 3; otherwise returns at once |
//! | `wait_timeout(&number, 3, limit)` | the same, but not for longer than `limit`; `false` if the time was over |
//! | `wake(&number, 1)` | wakes at most 1 of those who sleep on the number, and returns how many it woke |
//!
//! A sleep may also end for no reason. So look again after each one.

pub use interleave::futex::{wait, wait_timeout, wake};
