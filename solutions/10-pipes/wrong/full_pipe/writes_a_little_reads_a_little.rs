//! VERDICT: DEADLOCK
//! A piece for a piece: a child that sorts says nothing until it has all.

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
            let mut output = Vec::new();
            let mut buffer = [0; 4096];
            for part in input.chunks(4096) {
                if to_child.write_all(part).is_err() {
                    break;
                }
                let read = from_child.read(&mut buffer)?;
                output.extend(&buffer[..read]);
            }
            drop(to_child);
            from_child.read_to_end(&mut output)?;
            let status = waitpid(child, None)?;
            Ok((output, status))
        }
    }
}
