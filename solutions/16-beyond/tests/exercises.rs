//! The tests of the exercises, word for word, run against the solutions.

use std::process::ExitCode;

// The test files say `use beyond::…`; here that is the solved crate.
extern crate beyond_solution as beyond;

#[path = "../../../exercises/16-beyond/tests/fenced_write.rs"]
mod fenced_write;
#[path = "../../../exercises/16-beyond/tests/lease.rs"]
mod lease;
#[path = "../../../exercises/16-beyond/tests/work_queue.rs"]
mod work_queue;

fn main() -> ExitCode {
    if !ownredis::Server::installed() {
        println!("The solutions of chapter 16 are not run: {}.", ownredis::MISSING);
        return ExitCode::SUCCESS;
    }
    forktest::main(&[
        ("lease", lease::TESTS),
        ("fenced_write", fenced_write::TESTS),
        ("work_queue", work_queue::TESTS),
    ])
}
