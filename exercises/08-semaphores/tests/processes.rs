//! The tests of the exercises that are about several processes.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
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
