//! # A page in two hands
//!
//! A clerk writes a page and is copied, with all that is on the desk. The copy writes its part of the page, and is
//! gone. Then the clerk goes on. In the end the page holds all sentences: each of them once, and in this order.
//!
//! What has been written lies in a buffer for a while before it goes to the page, and the buffer is copied, too.
//!
//! Build `write_in_child`.
//!
//! 1. It forks. The child calls `write`; what `write` changes in memory, the parent does not see.
//! 2. Each piece of text comes to the page once: what was written before first, then what `write` has written, then
//!    what the parent writes later. This also holds for text that other buffers of the program hold, such as that of
//!    `print!` or those of the C library: it is the parent's, and the child leaves it alone.
//! 3. The child ends in here, whatever happens, a panic in `write` or in a flush included. It never goes back to the
//!    caller.
//! 4. The parent waits until this child has ended, asleep, and waits for no other that it may have. A signal that
//!    arrives does not end the wait. How the program hears of its other children stays as it was.
//! 5. If there was an error, the caller is told, by an `Err` with any text: the page could not be written to before the
//!    fork (then nobody is forked), there is no process to be had, `write` failed or panicked in the child, what it has
//!    written could not be flushed, or the child was ended by a signal.
//!
//! The program has one thread. Check it with `cargo test -p processes --test flush_once`.

// ANSWER
// | // Bring in what you need, for example `use nix::unistd::{ForkResult, fork};` and `use nix::sys::wait::waitpid;`.
// | use std::io::{self, Write};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::errno::Errno;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
// END

/// Forks a child that calls `write` with the page, and waits for it.
///
/// # Errors
/// The page cannot be written to, there is no process to be had, or `write` did not come to a good end.
pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    // ANSWER
    // | todo!("see that each piece of text comes to the page once")
    // From here on the buffer is empty, so that two empty ones come of it.
    page.flush()?;
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
                // Somebody has knocked; the child has not ended.
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
                Ok(status) => return Err(io::Error::other(format!("the child: {status:?}"))),
            }
        },
    }
    // END
}
