//! VERDICT: NO PROGRESS
//! Both ends come back at once, and the loop never sleeps.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
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
            fcntl(&to_child, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
            fcntl(&from_child, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
            let mut to_child = Some(to_child);
            let (mut output, mut rest) = (Vec::new(), input);
            let mut buffer = [0; 65536];
            let mut more = true;
            while more || to_child.is_some() {
                if rest.is_empty() {
                    to_child = None;
                }
                if let Some(to) = &mut to_child {
                    match to.write(rest) {
                        Ok(written) => rest = &rest[written..],
                        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                        Err(error) if error.kind() == ErrorKind::BrokenPipe => rest = &[],
                        Err(error) => return Err(error),
                    }
                }
                match from_child.read(&mut buffer) {
                    Ok(0) => more = false,
                    Ok(read) => output.extend(&buffer[..read]),
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    Err(error) => return Err(error),
                }
            }
            let status = waitpid(child, None)?;
            Ok((output, status))
        }
    }
}
