//! A place where processes wait until the test opens it.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

/// A pipe: each byte in it lets one process pass.
pub(crate) struct Gate {
    here: PipeReader,
    open: PipeWriter,
}

impl Gate {
    pub(crate) fn new() -> Gate {
        let (here, open) = io::pipe().expect("a pipe");
        Gate { here, open }
    }

    pub(crate) fn wait(&self) {
        let _ = (&self.here).read(&mut [0]);
    }

    /// Passes if it is opened within that time, and says whether it did.
    pub(crate) fn is_passed_within(&self, time: Duration) -> bool {
        let time = PollTimeout::try_from(time).expect("a short time");
        let ready = poll(&mut [PollFd::new(self.here.as_fd(), PollFlags::POLLIN)], time);
        let is_open = matches!(ready, Ok(1..));
        if is_open {
            self.wait();
        }
        is_open
    }

    pub(crate) fn open(&self) {
        (&self.open).write_all(&[1]).expect("room for a byte");
    }
}
