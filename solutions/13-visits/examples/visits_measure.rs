//! Measures how many megabytes a second each way of counting takes in, beside reading alone and beside Python.

#[cfg(target_os = "linux")]
mod support;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
#[path = "support/measure.rs"]
mod measure;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    measure::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("It is measured on Linux.");
    ExitCode::FAILURE
}
