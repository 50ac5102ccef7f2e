//! A gate at which workers wait until the test lets them through.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::thread;

use forktest::process::{State, state};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::unistd::{Pid, getpid};

/// A gate. It is made before the workers are, so that they inherit it.
pub(crate) struct Gate {
    says: PipeWriter,
    said: PipeReader,
    lets: PipeWriter,
    let_in: PipeReader,
}

impl Gate {
    /// A gate that is shut.
    pub(crate) fn new() -> Gate {
        let (said, says) = io::pipe().expect("a pipe");
        let (let_in, lets) = io::pipe().expect("a pipe");
        Gate { says, said, lets, let_in }
    }

    /// In a worker: says who it is.
    pub(crate) fn announce(&self) {
        let me = getpid().as_raw().to_ne_bytes();
        (&self.says).write_all(&me).expect("the test is there");
    }

    /// In a worker: says who it is, and waits until it is let through.
    pub(crate) fn pass(&self) {
        self.announce();
        (&self.let_in).read_exact(&mut [0]).expect("the test is there");
    }

    /// Who has come to the gate since the last time.
    pub(crate) fn arrived(&self) -> Vec<i32> {
        let mut pids = Vec::new();
        loop {
            let mut fds = [PollFd::new(self.said.as_fd(), PollFlags::POLLIN)];
            if poll(&mut fds, PollTimeout::ZERO) != Ok(1) {
                return pids;
            }
            let mut pid = [0; 4];
            (&self.said).read_exact(&mut pid).expect("a pid is written in one piece");
            pids.push(i32::from_ne_bytes(pid));
        }
    }

    /// Lets so many through, also those who come later.
    pub(crate) fn open(&self, times: usize) {
        (&self.lets).write_all(&vec![b'!'; times]).expect("the pipe has room");
    }
}

/// Waits until a process sleeps, or has ended. Whoever could wake it must be stopped.
pub(crate) fn asleep(pid: Pid) {
    while !matches!(state(pid), State::Sleeps(_) | State::Zombie | State::Gone) {
        thread::yield_now();
    }
}

/// Waits until a process that was killed has ended: its pipes are closed then.
pub(crate) fn ended(pid: Pid) {
    while !matches!(state(pid), State::Zombie | State::Gone) {
        thread::yield_now();
    }
}
