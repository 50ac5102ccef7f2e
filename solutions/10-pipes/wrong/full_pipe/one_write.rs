//! VERDICT: DEADLOCK
//! One `write` of all there is: it returns when all is in the pipe, and nobody reads meanwhile.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

use crate::child::end_after;

pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    let (their_input, mut to_child) = io::pipe()?;
    let (mut from_child, their_output) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((to_child, from_child));
            end_after(|| filter(their_input, their_output))
        }
        ForkResult::Parent { child } => {
            drop((their_input, their_output));
            let _ = to_child.write(input);
            drop(to_child);
            let mut output = Vec::new();
            from_child.read_to_end(&mut output)?;
            let status = waitpid(child, None)?;
            Ok((output, status))
        }
    }
}
