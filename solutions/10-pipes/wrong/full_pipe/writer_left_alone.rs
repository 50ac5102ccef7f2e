//! VERDICT: MESSAGE LOST
//! A thread that nobody joins may still be writing when `through` returns.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::thread;

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
            let input = input.to_vec();
            thread::spawn(move || to_child.write_all(&input));
            let mut output = Vec::new();
            from_child.read_to_end(&mut output)?;
            let status = waitpid(child, None)?;
            Ok((output, status))
        }
    }
}
