//! VERDICT: WRONG RESULT
//! `WNOHANG` does not wait.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::thread;

use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
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
            let (written, output) = thread::scope(|scope| {
                let writer = scope.spawn(move || forgive(to_child.write_all(input)));
                let mut output = Vec::new();
                let read = from_child.read_to_end(&mut output).map(|_| output);
                (writer.join().unwrap(), read)
            });
            let status = waitpid(child, Some(WaitPidFlag::WNOHANG))?;
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
