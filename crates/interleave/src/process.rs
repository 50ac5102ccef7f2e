//! As `std::process`, except that an explored program cannot end the test that explores it.

pub use std::process::{
    Child, ChildStderr, ChildStdin, ChildStdout, Command, CommandArgs, CommandEnvs, ExitCode,
    ExitStatus, Output, Stdio, Termination, id,
};

use std::panic::Location;

use crate::kernel::refuse_exit;

/// Ends the process. Inside an exploration it ends the interleaving with the verdict `EXITED`.
/// See [`std::process::exit`].
#[track_caller]
pub fn exit(code: i32) -> ! {
    refuse_exit("process::exit", Location::caller());
    std::process::exit(code)
}

/// Ends the process without cleaning up. Inside an exploration it ends the interleaving with the verdict
/// `EXITED`. See [`std::process::abort`].
#[track_caller]
pub fn abort() -> ! {
    refuse_exit("process::abort", Location::caller());
    std::process::abort()
}
