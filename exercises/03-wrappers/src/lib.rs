//! Chapter 03: wrappers. One module for each exercise, to be done in this order.
//!
//! | module | you build |
//! |---|---|
//! | [`timed`] | a wrapper that measures each call |
//! | [`retry`] | a wrapper that tries again |
//! | [`mode_guard`] | a mode for a scope, put back whatever happens |
//! | [`memo`] | a wrapper that computes each key once, for many threads |
//!
//! `cargo test -p wrappers --test timed` says how the first one stands, and so on for the others.

// The `std` of this crate is `interleave`: the same names, and the tests can choose which thread runs when.
// Everything in here is plain Rust with plain `std`.
#![allow(
    unused,
    clippy::todo,
    clippy::new_without_default,
    reason = "an exercise as shipped is not finished: it has imports and fields that nothing uses yet"
)]
#![forbid(unsafe_code, reason = "no exercise of this chapter needs it")]

#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

pub mod memo;
pub mod mode_guard;
pub mod retry;
pub mod timed;
