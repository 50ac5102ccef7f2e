//! The tests of the exercises about several processes, run against the solutions.

use std::process::ExitCode;

// The test files say `use pools::…`; here that is the solved crate.
#[cfg(target_os = "linux")]
extern crate pools_solution as pools;

#[cfg(target_os = "linux")]
#[path = "../../../exercises/11-pools/tests/process_pool.rs"]
mod process_pool;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    forktest::main(&[("process_pool", process_pool::TESTS)])
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("The process exercises need Linux: WSL, or the dev container, has one.");
    ExitCode::SUCCESS
}
