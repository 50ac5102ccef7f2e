//! The child says through a pipe that all went well, as Python's pickled results come.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    page.flush()?;
    let (mut hear, mut say) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            let done = catch_unwind(AssertUnwindSafe(|| write(page).and_then(|()| page.flush())));
            match done {
                Ok(Ok(())) => drop(say.write_all(b"y")),
                Ok(Err(error)) => drop(write!(say, "n{error}")),
                Err(_) => drop(write!(say, "nit panicked")),
            }
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            drop(say);
            let mut said = String::new();
            let read = hear.read_to_string(&mut said);
            waitpid(child, None)?;
            read?;
            match said.split_at_checked(1) {
                Some(("y", _)) => Ok(()),
                Some((_, error)) => Err(io::Error::other(error.to_owned())),
                None => Err(io::Error::other("it was killed")),
            }
        }
    }
}
