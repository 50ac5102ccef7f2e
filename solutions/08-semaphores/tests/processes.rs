//! The tests of the exercises about several processes, run against the solutions.

use std::process::ExitCode;

// The test files say `use semaphores::…`; here that is the solved crate.
#[cfg(target_os = "linux")]
extern crate semaphores_solution as semaphores;

#[cfg(target_os = "linux")]
#[path = "../../../exercises/08-semaphores/tests/process_semaphore.rs"]
mod process_semaphore;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    forktest::main(&[("process_semaphore", process_semaphore::TESTS)])
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("The process exercises need Linux: WSL, or the dev container, has one.");
    ExitCode::SUCCESS
}
