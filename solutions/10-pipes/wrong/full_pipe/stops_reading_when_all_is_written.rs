//! VERDICT: MESSAGE LOST
//! The child has got all of its input, and is not done with it.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc;
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
            let (send, received) = mpsc::channel();
            let written = thread::scope(|scope| {
                let reader = scope.spawn(move || {
                    let mut buffer = [0; 4096];
                    while let Ok(read @ 1..) = from_child.read(&mut buffer) {
                        if send.send(buffer[..read].to_vec()).is_err() {
                            return;
                        }
                    }
                });
                let written = forgive(to_child.write_all(input));
                drop(to_child);
                drop(reader);
                written
            });
            let output: Vec<u8> = received.try_iter().take(1).flatten().collect();
            let status = waitpid(child, None)?;
            written?;
            Ok((output, status))
        }
    }
}

fn forgive(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
