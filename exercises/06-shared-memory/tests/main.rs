//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

#![allow(
    clippy::duplicate_mod,
    reason = "each file of tests is a program of its own as well, with what it needs"
)]

mod janitor;
mod manager;
mod shared_array;
mod shared_value;

use std::process::ExitCode;

fn main() -> ExitCode {
    forktest::main(&[
        ("shared_value", shared_value::TESTS),
        ("shared_array", shared_array::TESTS),
        ("manager", manager::TESTS),
        ("janitor", janitor::TESTS),
    ])
}
