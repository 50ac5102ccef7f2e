//! VERDICT: DEADLOCK
//! A pipe of 1 MiB is a pipe that is full later.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::fcntl::{FcntlArg, fcntl};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

use crate::child::end_after;

pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    let (their_input, mut to_child) = io::pipe()?;
    let (mut from_child, their_output) = io::pipe()?;
    fcntl(&to_child, FcntlArg::F_SETPIPE_SZ(1 << 20))?;
    fcntl(&from_child, FcntlArg::F_SETPIPE_SZ(1 << 20))?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((to_child, from_child));
            end_after(|| filter(their_input, their_output))
        }
        ForkResult::Parent { child } => {
            drop((their_input, their_output));
            let written = forgive(to_child.write_all(input));
            drop(to_child);
            let mut output = Vec::new();
            let output = from_child.read_to_end(&mut output).map(|_| output);
            let status = waitpid(child, None)?;
            written?;
            Ok((output?, status))
        }
    }
}

fn forgive(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
