//! What each operation of the facade means: small programs with every result they may have, over all interleavings.

#[path = "../support/mod.rs"]
mod support;

mod atomics;
mod barrier_and_once;
mod channels;
mod condvar;
mod environment;
mod executor;
#[cfg(target_os = "linux")]
mod futex;
mod leaks;
mod limits;
mod mutex;
mod outside;
mod panics;
mod park_and_time;
mod races;
mod real_threads;
mod rwlock;
mod search;
mod spinning;
mod sync_channels;
mod thread_locals;
mod threads;
mod timeouts;
