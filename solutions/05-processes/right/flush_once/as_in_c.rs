//! `fork` and `waitpid` as in C.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Forks a child that calls `write` with the page, and waits for it.
///
/// # Errors
/// The page cannot be written to, there is no process to be had, or `write` did not come to a good end.
pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    // From here on the buffer is empty, so that two empty ones come of it.
    page.flush()?;
    // SAFETY: this process has one thread, so the child finds no lock that another one holds.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => {
            let written = catch_unwind(AssertUnwindSafe(|| {
                write(page)?;
                page.flush()
            }));
            let code = if matches!(written, Ok(Ok(()))) { 0 } else { 1 };
            // `std::process::exit` would write what is in the buffer of `print!`, and that is the parent's.
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
        child => {
            let mut status = 0;
            // SAFETY: the status is there to be written to.
            while unsafe { libc::waitpid(child, &mut status, 0) } < 0 {
                let error = io::Error::last_os_error();
                if error.raw_os_error() != Some(libc::EINTR) {
                    return Err(error);
                }
            }
            match status {
                0 => Ok(()),
                other => Err(io::Error::other(format!("the child ended with {other}"))),
            }
        }
    }
}
