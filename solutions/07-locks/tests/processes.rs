//! The tests of the exercises about several processes, run against the solutions.

use std::process::ExitCode;

// The test files say `use locks::…`; here that is the solved crate.
#[cfg(target_os = "linux")]
extern crate locks_solution as locks;

#[cfg(target_os = "linux")]
#[path = "../../../exercises/07-locks/tests/append_log.rs"]
mod append_log;
#[cfg(target_os = "linux")]
#[path = "../../../exercises/07-locks/tests/file_lock.rs"]
mod file_lock;
#[cfg(target_os = "linux")]
#[path = "../../../exercises/07-locks/tests/shared_mutex.rs"]
mod shared_mutex;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    forktest::main(&[
        ("file_lock", file_lock::TESTS),
        ("append_log", append_log::TESTS),
        ("shared_mutex", shared_mutex::TESTS),
    ])
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    println!("The process exercises need Linux: WSL, or the dev container, has one.");
    ExitCode::SUCCESS
}
