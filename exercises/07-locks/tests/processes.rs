//! The tests of the exercises that are about several processes.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod append_log;
#[cfg(target_os = "linux")]
mod file_lock;
#[cfg(target_os = "linux")]
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
