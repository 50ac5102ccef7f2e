//! One struct for both, and `Process` and `Running` are names around it.

use std::io;

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::child::{Ending, fork_child};

struct Facts {
    name: String,
    daemon: bool,
}

pub struct Process(Facts, Box<dyn FnOnce() -> i32>);

pub struct Running(Facts, Pid, Option<Ending>);

impl Process {
    pub fn new(name: &str, work: impl FnOnce() -> i32 + 'static) -> Process {
        Process(Facts { name: name.to_string(), daemon: false }, Box::new(work))
    }

    pub fn daemon(self) -> Process {
        Process(Facts { daemon: true, ..self.0 }, self.1)
    }

    pub fn start(self) -> io::Result<Running> {
        let pid = fork_child(self.1)?;
        Ok(Running(self.0, pid, None))
    }
}

impl Running {
    pub fn pid(&self) -> Pid {
        self.1
    }

    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub fn is_daemon(&self) -> bool {
        self.0.daemon
    }

    pub fn is_alive(&mut self) -> bool {
        self.ask(WaitPidFlag::WNOHANG).is_none()
    }

    pub fn join(&mut self) -> Ending {
        self.ask(WaitPidFlag::empty()).expect("it was waited for")
    }

    pub fn terminate(&mut self) {
        if self.is_alive() {
            let _ = kill(self.1, Signal::SIGTERM);
        }
    }

    pub fn close(mut self) -> Result<(), Running> {
        self.ask(WaitPidFlag::WNOHANG).map(drop).ok_or(self)
    }

    fn ask(&mut self, flag: WaitPidFlag) -> Option<Ending> {
        while self.2.is_none() {
            match waitpid(self.1, Some(flag)) {
                Ok(WaitStatus::Exited(_, code)) => self.2 = Some(Ending::Code(code)),
                Ok(WaitStatus::Signaled(_, signal, _)) => self.2 = Some(Ending::Signal(signal)),
                Ok(WaitStatus::StillAlive) => break,
                Ok(_) | Err(Errno::EINTR) => {}
                Err(error) => panic!("{error}"),
            }
        }
        self.2
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.0.daemon && self.is_alive() {
            let _ = kill(self.1, Signal::SIGKILL);
        }
        self.join();
    }
}
