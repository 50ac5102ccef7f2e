//! VERDICT: MESSAGE LOST
//! A child that has closed its output may still be reading.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
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
            let mut to_child = Some(to_child);
            let (mut output, mut rest) = (Vec::new(), input);
            let mut buffer = [0; 4096];
            loop {
                if rest.is_empty() {
                    to_child = None;
                }
                let (can_read, can_write) = {
                    let mut fds = vec![PollFd::new(from_child.as_fd(), PollFlags::POLLIN)];
                    if let Some(to) = &to_child {
                        fds.push(PollFd::new(to.as_fd(), PollFlags::POLLOUT));
                    }
                    poll(&mut fds, PollTimeout::NONE)?;
                    (fds[0].any() == Some(true), fds.get(1).and_then(PollFd::any) == Some(true))
                };
                if can_read {
                    match from_child.read(&mut buffer)? {
                        0 => break,
                        read => output.extend(&buffer[..read]),
                    }
                }
                if can_write && let Some(to) = &mut to_child {
                    match to.write(rest) {
                        Ok(written) => rest = &rest[written..],
                        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                        Err(error) if error.kind() == ErrorKind::BrokenPipe => rest = &[],
                        Err(error) => return Err(error),
                    }
                }
            }
            drop(to_child);
            let status = waitpid(child, None)?;
            Ok((output, status))
        }
    }
}
