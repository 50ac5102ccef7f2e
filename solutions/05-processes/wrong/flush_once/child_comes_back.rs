//! VERDICT: CHILD RETURNED
//! The child returns, as the parent does, and goes on with the work of its caller.

use std::io::{self, Write};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    page.flush()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            write(page)?;
            page.flush()
        }
        ForkResult::Parent { child } => {
            waitpid(child, None)?;
            Ok(())
        }
    }
}
