//! The tests of the exercises about several processes, run against the solutions.

use std::process::ExitCode;

// The test files say `use coroutines::…`; here that is the solved crate.
#[cfg(target_os = "linux")]
extern crate coroutines_solution as coroutines;

#[cfg(target_os = "linux")]
#[path = "../../../exercises/12-coroutines/tests/downloads.rs"]
mod downloads;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    forktest::main(&[("downloads", downloads::TESTS)])
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("The process exercises need Linux: WSL, or the dev container, has one.");
    ExitCode::SUCCESS
}
