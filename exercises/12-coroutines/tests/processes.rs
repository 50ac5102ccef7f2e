//! The tests of the exercises about several processes.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
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
