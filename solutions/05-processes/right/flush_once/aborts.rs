//! A panic of the child aborts it: the parent hears of a signal.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::abort;

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    page.flush()?;
    // SAFETY: this process has one thread.
    let child = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            let result = catch_unwind(AssertUnwindSafe(|| {
                write(page)?;
                page.flush()
            }));
            let Ok(result) = result else { abort() };
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(result.is_err().into()) }
        }
    };
    let mut status = waitpid(child, None);
    while status == Err(nix::errno::Errno::EINTR) {
        status = waitpid(child, None);
    }
    let status = status?;
    if status == WaitStatus::Exited(child, 0) {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::BrokenPipe, format!("{status:?}")))
}
