//! Chapter 01: closures. One module for each exercise, to be done in this order.
//!
//! | module | you build |
//! |---|---|
//! | [`multipliers`] | functions with a number of their own, and functions with one number for all |
//! | [`counters`] | a counter inside a closure, and two closures that share one |
//! | [`which_line`] | nothing at first: you say what the compiler will say |
//! | [`once_only`] | a button that works once, whoever presses it |
//!
//! `cargo test -p closures --test multipliers` says how the first one stands, and so on for the others.

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

pub mod counters;
pub mod multipliers;
pub mod once_only;
pub mod which_line;
