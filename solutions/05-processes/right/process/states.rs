//! An enum says whether the process runs or has ended.

use std::io;

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::child::{Ending, fork_child};

pub struct Process {
    name: String,
    daemon: bool,
    work: Box<dyn FnOnce() -> i32>,
}

#[derive(Clone, Copy)]
enum State {
    Runs,
    Ended(Ending),
}

pub struct Running {
    name: String,
    daemon: bool,
    pid: Pid,
    state: State,
}

impl Process {
    pub fn new(name: &str, work: impl FnOnce() -> i32 + 'static) -> Process {
        Process { name: name.into(), daemon: false, work: Box::new(work) }
    }

    pub fn daemon(mut self) -> Process {
        self.daemon = true;
        self
    }

    pub fn start(self) -> io::Result<Running> {
        let Process { name, daemon, work } = self;
        fork_child(work).map(|pid| Running { name, daemon, pid, state: State::Runs })
    }
}

impl Running {
    pub fn pid(&self) -> Pid {
        self.pid
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn is_daemon(&self) -> bool {
        self.daemon
    }

    pub fn is_alive(&mut self) -> bool {
        if let State::Runs = self.state {
            self.state = loop {
                match waitpid(self.pid, Some(WaitPidFlag::WNOHANG)) {
                    Err(Errno::EINTR) => continue,
                    status => break state_of(status),
                }
            };
        }
        matches!(self.state, State::Runs)
    }

    pub fn join(&mut self) -> Ending {
        loop {
            match self.state {
                State::Ended(ending) => break ending,
                State::Runs => self.state = state_of(waitpid(self.pid, None)),
            }
        }
    }

    pub fn terminate(&mut self) {
        if let State::Runs = self.state {
            kill(self.pid, Signal::SIGTERM).expect("it is at least a zombie");
        }
    }

    pub fn close(mut self) -> Result<(), Running> {
        match self.is_alive() {
            true => Err(self),
            false => Ok(()),
        }
    }
}

fn state_of(status: nix::Result<WaitStatus>) -> State {
    match status {
        Ok(WaitStatus::Exited(_, code)) => State::Ended(Ending::Code(code)),
        Ok(WaitStatus::Signaled(_, signal, _)) => State::Ended(Ending::Signal(signal)),
        _ => State::Runs,
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.daemon && self.is_alive() {
            kill(self.pid, Signal::SIGKILL).expect("it is at least a zombie");
        }
        self.join();
    }
}
