//! The tests of the exercises about several processes, run against the solutions.

// The test files say `use queues::…`; here that is the solved crate.
extern crate queues_solution as queues;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
#[path = "../../../exercises/09-queues/tests/process_queue.rs"]
mod process_queue;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    forktest::main(&[("process_queue", process_queue::TESTS)])
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("The process exercises need Linux: WSL, or the dev container, has one.");
    ExitCode::SUCCESS
}
