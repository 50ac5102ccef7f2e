//! The tests of the exercises that are about several processes.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
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
