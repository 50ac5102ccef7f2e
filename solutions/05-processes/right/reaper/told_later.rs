//! What is heard of while waiting is kept until somebody asks.

use std::collections::VecDeque;
use std::io;

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::child::{Ending, fork_child};

struct Child {
    pid: Pid,
    name: String,
    ending: Option<Ending>,
}

pub struct Reaper {
    children: VecDeque<Child>,
}

impl Reaper {
    pub fn new() -> io::Result<Reaper> {
        prctl::set_child_subreaper(true)?;
        Ok(Reaper { children: VecDeque::new() })
    }

    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let pid = fork_child(work)?;
        self.children.push_back(Child { pid, name: name.into(), ending: None });
        Ok(pid)
    }

    pub fn running(&self) -> Vec<&str> {
        self.children.iter().map(|child| &*child.name).collect()
    }

    pub fn reap(&mut self) -> Vec<(String, Ending)> {
        self.hear_all();
        std::iter::from_fn(|| self.first_ended()).collect()
    }

    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        loop {
            self.hear_all();
            if let Some(one) = self.first_ended() {
                return Some(one);
            }
            if self.children.is_empty() {
                return None;
            }
            match waitpid(None, None) {
                Ok(status) => self.note(status),
                Err(Errno::EINTR) => {}
                Err(_) => return None,
            }
        }
    }

    fn hear_all(&mut self) {
        loop {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) => return,
                Ok(status) => self.note(status),
                Err(Errno::EINTR) => {}
                Err(_) => return,
            }
        }
    }

    fn note(&mut self, status: WaitStatus) {
        let (pid, ending) = match status {
            WaitStatus::Exited(pid, code) => (pid, Ending::Code(code)),
            WaitStatus::Signaled(pid, signal, _) => (pid, Ending::Signal(signal)),
            _ => return,
        };
        if let Some(child) = self.children.iter_mut().find(|child| child.pid == pid) {
            child.ending = Some(ending);
        }
    }

    fn first_ended(&mut self) -> Option<(String, Ending)> {
        let at = self.children.iter().position(|child| child.ending.is_some())?;
        let child = self.children.remove(at)?;
        Some((child.name, child.ending?))
    }
}
