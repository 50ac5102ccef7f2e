//! VERDICT: WRONG RESULT
//! With SIGCHLD ignored there are no zombies, and the parent hears no more how anybody ended.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::errno::Errno;
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::waitpid;
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
    page.flush()?;
    let (mut end, went) = io::pipe()?;
    // SAFETY: no handler.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigIgn) }?;
    // SAFETY: this process has one thread, so the child finds no lock that another one holds.
    match unsafe { fork() }? {
        ForkResult::Child => {
            let written = catch_unwind(AssertUnwindSafe(|| {
                write(page)?;
                page.flush()
            }));
            if matches!(written, Ok(Ok(()))) {
                let _ = (&went).write_all(b"ok");
            }
            let code = if matches!(written, Ok(Ok(()))) { 0 } else { 1 };
            // `std::process::exit` would write what is in the buffer of `print!`, and that is the parent's.
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
        ForkResult::Parent { child } => {
            drop(went);
            let mut word = String::new();
            end.read_to_string(&mut word)?;
            while !matches!(waitpid(child, None), Err(Errno::ECHILD)) {}
            if word == "ok" { Ok(()) } else { Err(io::Error::other("the child")) }
        }
    }
}
