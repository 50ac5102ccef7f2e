//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

use std::process::ExitCode;

mod fenced_write;
mod lease;
mod work_queue;

fn main() -> ExitCode {
    forktest::main(&[
        ("lease", lease::TESTS),
        ("fenced_write", fenced_write::TESTS),
        ("work_queue", work_queue::TESTS),
    ])
}
