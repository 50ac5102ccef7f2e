//! As in C: `pipe`, `read` and `write` of nix, and a thread that is joined by hand.

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::OwnedFd;
use std::thread;

use nix::errno::Errno;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork, pipe, read, write};

use crate::child::end_after;

pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    let (their_input, to_child) = pipe()?;
    let (from_child, their_output) = pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((to_child, from_child));
            end_after(|| filter(PipeReader::from(their_input), PipeWriter::from(their_output)))
        }
        ForkResult::Parent { child } => {
            drop((their_input, their_output));
            let input = input.to_vec();
            let writer = thread::spawn(move || write_all(to_child, &input));
            let mut output = Vec::new();
            let mut buffer = [0; 4096];
            let ended = loop {
                match read(&from_child, &mut buffer) {
                    Ok(0) => break Ok(()),
                    Ok(count) => output.extend(&buffer[..count]),
                    Err(Errno::EINTR) => {}
                    Err(error) => break Err(error),
                }
            };
            drop(from_child);
            let written = writer.join().unwrap();
            let status = waitpid(child, None)?;
            ended?;
            written?;
            Ok((output, status))
        }
    }
}

fn write_all(to: OwnedFd, mut rest: &[u8]) -> nix::Result<()> {
    while !rest.is_empty() {
        match write(&to, rest) {
            Ok(count) => rest = &rest[count..],
            Err(Errno::EPIPE) => return Ok(()),
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
