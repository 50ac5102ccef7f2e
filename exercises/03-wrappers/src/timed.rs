//! # How long did it take?
//!
//! A job takes longer than it should, and nobody knows which one. So every job gets a clock: wrap it, and use the
//! wrapper in its place. The wrapper does what the job does, and each time it is called it says how long the job
//! took. Nothing else changes for those who call it.
//!
//! 1. Write `timed_job`, for jobs without an argument and without a result. It does not do the job. It *returns a
//!    function* that does the job and reports how long that took.
//! 2. Write `timed`, for functions of any argument and any result. The wrapper returns what `f` returned.
//!
//! `Instant::now()` reads the clock, and `start.elapsed()` is the time since `start`. In the tests this clock is a
//! virtual one: it only moves while a thread sleeps, so that nobody has to wait.
//!
//! A wrapper may be called many times, also by several threads at once. Each call is measured by itself, and no call
//! waits for another one, nor for its report. A panic goes to the caller as it is, and the next call works again. What
//! is reported of a call that panics is up to you.
//!
//! Check it with `cargo test -p wrappers --test timed`.

use std::time::{Duration, Instant};

/// Wraps a job. Each call of the wrapper does the job once, and then hands `report` the time that this call took.
///
/// Wrapping does nothing by itself: until the wrapper is called, neither `job` nor `report` is.
pub fn timed_job(job: impl Fn() + Sync, report: impl Fn(Duration) + Sync) -> impl Fn() + Sync {
    todo!("return a function that does the job and reports how long that took");
    // It goes when you write yours: without it the compiler misses the function that is to be returned.
    || unreachable!()
}

/// As [`timed_job`], for a function with an argument and a result. The wrapper returns what `f` returned.
///
/// A function of several arguments takes a tuple of them.
pub fn timed<A, R>(
    f: impl Fn(A) -> R + Sync,
    report: impl Fn(Duration) + Sync,
) -> impl Fn(A) -> R + Sync {
    todo!("return a function that calls `f`, reports how long that took, and returns the result");
    |_| unreachable!()
}
