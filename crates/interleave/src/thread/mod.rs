//! As `std::thread`: the same names and signatures, explored inside an exploration.

mod local;
mod park;
mod scope;
mod spawn;

pub use std::thread::{AccessError, Result, available_parallelism};

pub use local::LocalKey;
pub use park::{Thread, ThreadId, current, park, park_timeout, sleep, yield_now};
pub use scope::{Scope, ScopedJoinHandle, scope};
pub use spawn::{Builder, JoinHandle, spawn};

pub(crate) use local::{drop_locals, forget_locals};

use crate::kernel::{exploring, with};

/// Whether the current thread is unwinding because of a panic. See [`std::thread::panicking`].
pub fn panicking() -> bool {
    if exploring() { with(|k| k.me().panicking) } else { std::thread::panicking() }
}
