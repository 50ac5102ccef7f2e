//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use processes::…`; here that is the solved crate.
extern crate processes_solution as processes;

use std::process::ExitCode;

#[path = "../../../exercises/05-processes/tests/family.rs"]
mod family;
#[path = "../../../exercises/05-processes/tests/flush_once.rs"]
mod flush_once;
#[path = "../../../exercises/05-processes/tests/process.rs"]
mod process;
#[path = "../../../exercises/05-processes/tests/reaper.rs"]
mod reaper;

fn main() -> ExitCode {
    forktest::main(&[
        ("flush_once", flush_once::TESTS),
        ("reaper", reaper::TESTS),
        ("process", process::TESTS),
        ("family", family::TESTS),
    ])
}
