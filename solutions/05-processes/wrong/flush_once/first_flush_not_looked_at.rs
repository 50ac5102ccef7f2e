//! VERDICT: WRONG RESULT
//! The page cannot be written to, and the child is forked all the same.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

/// Forks a child that calls `write` with the page, and waits for it.
///
/// # Errors
/// The page cannot be written to, there is no process to be had, or `write` did not come to a good end.
pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    // From here on the buffer is empty, so that two empty ones come of it.
    let _ = page.flush();
    // SAFETY: this process has one thread, so the child finds no lock that another one holds.
    match unsafe { fork() }? {
        ForkResult::Child => {
            let written = catch_unwind(AssertUnwindSafe(|| {
                write(page)?;
                page.flush()
            }));
            let code = if matches!(written, Ok(Ok(()))) { 0 } else { 1 };
            // `std::process::exit` would write what is in the buffer of `print!`, and that is the parent's.
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
        ForkResult::Parent { child } => loop {
            match waitpid(child, None) {
                Ok(WaitStatus::Exited(_, 0)) => return Ok(()),
                Err(nix::errno::Errno::EINTR) => {}
                other => return Err(io::Error::other(format!("{other:?}"))),
            }
        },
    }
}
