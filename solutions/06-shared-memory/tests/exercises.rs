//! The tests of the exercises, word for word, run against the solutions.

#![allow(
    clippy::duplicate_mod,
    reason = "each file of tests is a program of its own as well, with what it needs"
)]

extern crate shared_memory_solution as shared_memory;

#[path = "../../../exercises/06-shared-memory/tests/janitor.rs"]
mod janitor;
#[path = "../../../exercises/06-shared-memory/tests/manager.rs"]
mod manager;
#[path = "../../../exercises/06-shared-memory/tests/shared_array.rs"]
mod shared_array;
#[path = "../../../exercises/06-shared-memory/tests/shared_value.rs"]
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
