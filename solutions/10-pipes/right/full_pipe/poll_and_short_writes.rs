//! `poll`, and writes of at most `PIPE_BUF` bytes, for which there is room when `poll` says that there is any.

use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;

use nix::errno::Errno;
use nix::libc::PIPE_BUF;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

use crate::child::end_after;

pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    let (their_input, to_child) = io::pipe()?;
    let (from_child, their_output) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((to_child, from_child));
            end_after(|| filter(their_input, their_output))
        }
        ForkResult::Parent { child } => {
            drop((their_input, their_output));
            let output = exchange(to_child, from_child, input);
            let status = waitpid(child, None)?;
            Ok((output?, status))
        }
    }
}

fn exchange(to: PipeWriter, from: PipeReader, mut rest: &[u8]) -> io::Result<Vec<u8>> {
    let mut to = Some(to).filter(|_| !rest.is_empty());
    let mut from = Some(from);
    let mut output = Vec::new();
    let mut buffer = [0; 16384];
    while to.is_some() || from.is_some() {
        let mut fds = Vec::new();
        fds.extend(from.as_ref().map(|from| PollFd::new(from.as_fd(), PollFlags::POLLIN)));
        fds.extend(to.as_ref().map(|to| PollFd::new(to.as_fd(), PollFlags::POLLOUT)));
        match poll(&mut fds, PollTimeout::NONE) {
            Err(Errno::EINTR) => continue,
            other => other?,
        };
        let mut ready = fds.iter().map(|fd| fd.any() == Some(true)).collect::<Vec<_>>().into_iter();
        let can_read = from.is_some() && ready.next() == Some(true);
        let can_write = to.is_some() && ready.next() == Some(true);
        if can_read && let Some(pipe) = &mut from {
            match pipe.read(&mut buffer)? {
                0 => from = None,
                read => output.extend(&buffer[..read]),
            }
        }
        if can_write && let Some(pipe) = &mut to {
            let part = &rest[..rest.len().min(PIPE_BUF)];
            match pipe.write(part) {
                Ok(written) => rest = &rest[written..],
                Err(error) if error.kind() == ErrorKind::BrokenPipe => rest = &[],
                Err(error) => return Err(error),
            }
            if rest.is_empty() {
                to = None;
            }
        }
    }
    Ok(output)
}
