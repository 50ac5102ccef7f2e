//! As `std::thread`: the same names and signatures, explored inside an exploration.

use std::io;
use std::num::NonZero;

mod local;
mod park;
mod scope;
mod spawn;

pub use std::thread::{AccessError, Result};

pub use local::LocalKey;
pub use park::{Thread, ThreadId, current, park, park_timeout, sleep, yield_now};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use spawn::{Builder, JoinHandle, spawn};

pub(crate) use local::{drop_locals, forget_locals};
pub(crate) use spawn::{Task, left, task};

use crate::kernel::{exploring, with};

/// As [`std::thread::available_parallelism`]; inside an exploration always 2, so that every machine explores the same.
///
/// # Errors
/// As std's, outside an exploration.
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    const TWO: NonZero<usize> = NonZero::new(2).unwrap();
    if exploring() { Ok(TWO) } else { std::thread::available_parallelism() }
}

/// Whether the current thread is unwinding because of a panic. See [`std::thread::panicking`].
pub fn panicking() -> bool {
    if exploring() { with(|k| k.me().panicking) } else { std::thread::panicking() }
}
