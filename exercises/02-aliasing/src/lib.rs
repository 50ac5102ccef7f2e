//! Chapter 02: aliasing. One module for each exercise, to be done in this order.
//!
//! | module | you build |
//! |---|---|
//! | [`grid`] | a grid whose rows are separate, or one row with two names |
//! | [`puzzles`] | a forecast: what is refused, and what would break if it were not |
//! | [`split`] | two workers, each with half of a slice |
//! | [`snapshot`] | a value that is replaced while others still look at the old one |
//!
//! `cargo test -p aliasing --test grid` says how the first one stands, and so on for the others.

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

pub mod grid;
pub mod puzzles;
pub mod snapshot;
pub mod split;
