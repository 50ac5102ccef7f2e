//! A guard ends the child on each way out, a panic included.

use std::io::{self, Write};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

/// Ends the process when it is dropped.
struct LastAct {
    code: i32,
}

impl Drop for LastAct {
    fn drop(&mut self) {
        // SAFETY: `_exit` may be called at any time.
        unsafe { libc::_exit(self.code) }
    }
}

pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    page.flush()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            let mut last_act = LastAct { code: 1 };
            write(page)?;
            page.flush()?;
            last_act.code = 0;
            Ok(())
        }
        ForkResult::Parent { child } => loop {
            return match waitpid(child, None) {
                Ok(WaitStatus::Exited(_, 0)) => Ok(()),
                Ok(status) => Err(io::Error::other(format!("{status:?}"))),
                Err(nix::errno::Errno::EINTR) => continue,
                Err(error) => Err(error.into()),
            };
        },
    }
}
