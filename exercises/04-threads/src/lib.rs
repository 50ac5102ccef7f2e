//! Chapter 04: threads.

// The `std` of this crate is `interleave`: the same names, and the tests can choose which thread runs when.
// Everything in here is plain Rust with plain `std`.
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
