//! # Try again
//!
//! The line to the lighthouse is bad. Every third call fails, and the second try usually works. Nobody wants to write
//! the loop around each call anew.
//!
//! Write `retry`. It wraps a function that may fail, in one that tries several times.
//!
//! 1. The wrapper calls `f`. If that is `Ok`, this is the result, at once.
//! 2. If it is an `Err`, the wrapper waits and calls `f` again: at most `tries` calls in all. The first wait is
//!    `pause`, and each further one twice as long as the one before. `thread::sleep` waits. In the tests nobody really
//!    sleeps: time is virtual.
//! 3. If the last try fails as well, its error is the result, at once. There is nothing left to wait for.
//!
//! `f` borrows its argument, since it may need it more than once.
//!
//! A wrapper may be called many times, also by several threads at once. Every call has all its tries and begins with
//! the short pause, and no call waits for another one. A panic of `f` is no error to try again after: it goes to the
//! caller as it is.
//!
//! Check it with `cargo test -p wrappers --test retry`.

use std::thread;
use std::time::Duration;

/// Wraps `f`. The wrapper calls `f` up to `tries` times, until it is `Ok`. With `u32::MAX` that is as long as it takes.
///
/// # Errors
/// The wrapper returns the error of the last try.
///
/// # Panics
/// If `tries` is 0: right here, while wrapping, and not later when the wrapper is called.
pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    todo!("check `tries`, and return a function that calls `f` until it is `Ok`");
    |_| unreachable!()
}
