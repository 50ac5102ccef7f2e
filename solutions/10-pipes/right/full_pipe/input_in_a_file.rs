//! A pipe is not needed for what is known beforehand: the child reads the input from memory that looks like a file.

use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read, Seek, Write};
use std::os::fd::OwnedFd;

use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

use crate::child::end_after;

pub fn through<F>(input: &[u8], filter: F) -> io::Result<(Vec<u8>, WaitStatus)>
where
    F: FnOnce(PipeReader, PipeWriter),
{
    let mut file = File::from(memfd_create("input", MFdFlags::MFD_CLOEXEC)?);
    file.write_all(input)?;
    file.rewind()?;
    let (mut from_child, their_output) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(from_child);
            end_after(|| filter(PipeReader::from(OwnedFd::from(file)), their_output))
        }
        ForkResult::Parent { child } => {
            drop((file, their_output));
            let mut output = Vec::new();
            let output = from_child.read_to_end(&mut output).map(|_| output);
            let status = waitpid(child, None)?;
            Ok((output?, status))
        }
    }
}
