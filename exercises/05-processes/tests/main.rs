//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

use std::process::ExitCode;

mod family;
mod flush_once;
mod process;
mod reaper;

fn main() -> ExitCode {
    forktest::main(&[
        ("flush_once", flush_once::TESTS),
        ("reaper", reaper::TESTS),
        ("process", process::TESTS),
        ("family", family::TESTS),
    ])
}
