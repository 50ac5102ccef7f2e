//! # There and back again
//!
//! You have a text, and a child process that makes something of it: it sorts, it translates, it counts. The text goes
//! to it through one pipe, and what it makes comes back through another. `through` does that for any text and any
//! child.
//!
//! 1. Make two pipes, and fork. Each process keeps the two ends that it uses, and closes the other two.
//! 2. In the child call `filter` with its ends, inside of `crate::child::end_after`, which is given: it ends the child
//!    whatever `filter` does.
//! 3. In the parent write `input`, close that end, read until the child has closed its end, and wait for the child.
//!
//! The third step is where it goes wrong, if it is done in that order. A pipe holds 64 KiB on Linux. A child that
//! writes before it has read everything waits for you to read. You wait for it to read. So read while you write: two
//! threads can do that, or `poll`. How much the child reads before it writes, nobody knows.
//!
//! A child that wants no more of the input closes its end, or ends. The write then fails with `BrokenPipe`. That is no
//! error here: what the child has to say may still come. And a child may have handed its end to a child of its own, so
//! as long as the write does not fail, somebody may be reading. While they take their time, you sleep.
//!
//! Check it with `cargo test -p pipes --test full_pipe`.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

use crate::child::end_after;

/// Sends `input` through a child process that runs `filter`, and returns all that it wrote, and how it ended.
///
/// `filter` reads from its first argument, until the end, and writes to its second. It may stop reading at any time,
/// and close either end before the other. When `through` returns, all of `input` is written, or nobody can read it any
/// more; the child has ended and was waited for; and nothing is left behind: no thread, no descriptor. Nothing is left
/// behind either when it fails. A child that is stopped by a signal has not ended.
///
/// This process has one thread, and may have other children.
///
/// # Errors
/// When there is no pipe or no process to be had, or reading or writing fails for another reason than `BrokenPipe`.
pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    todo!("two pipes, a fork, and reading while you write")
}
