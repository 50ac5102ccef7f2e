//! Given: a forked child that ends where it should, and how a process has ended.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::signal::Signal;
use nix::unistd::{ForkResult, Pid, fork};

/// Forks. The child runs `work` and ends with the exit code that it returns, or with 101 if it panics. It never comes
/// back from here. Returns the number of the child, for which somebody has to wait.
///
/// The program must have one thread.
///
/// # Errors
/// The kernel has no more processes.
pub fn fork_child(work: impl FnOnce() -> i32) -> io::Result<Pid> {
    // What is in the buffer would be written by both.
    io::stdout().flush()?;
    // SAFETY: this process has one thread, so the child finds no lock that another one holds.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            let code = catch_unwind(AssertUnwindSafe(work)).unwrap_or(101);
            let _ = io::stdout().flush();
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
    }
}

/// How a process has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this exit code, from 0 to 255.
    Code(i32),
    /// By this signal.
    Signal(Signal),
}
