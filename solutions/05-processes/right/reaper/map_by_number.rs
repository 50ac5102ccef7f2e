//! A map from numbers to names, and the order kept by a count.

use std::collections::HashMap;
use std::io;

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::child::{Ending, fork_child};

#[derive(Default)]
pub struct Reaper {
    children: HashMap<Pid, (usize, String)>,
    count: usize,
}

impl Reaper {
    pub fn new() -> io::Result<Reaper> {
        prctl::set_child_subreaper(true)?;
        Ok(Reaper::default())
    }

    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let pid = fork_child(work)?;
        self.count += 1;
        self.children.insert(pid, (self.count, name.to_string()));
        Ok(pid)
    }

    pub fn running(&self) -> Vec<&str> {
        let mut all: Vec<&(usize, String)> = self.children.values().collect();
        all.sort();
        all.into_iter().map(|(_, name)| name.as_str()).collect()
    }

    pub fn reap(&mut self) -> Vec<(String, Ending)> {
        let mut ended = vec![];
        while let Some(answer) = self.ask(Some(WaitPidFlag::WNOHANG)) {
            ended.extend(answer);
        }
        ended
    }

    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        while !self.children.is_empty() {
            if let Some(one) = self.ask(None)? {
                return Some(one);
            }
        }
        None
    }

    /// `None`: nobody to be told of; `Some(None)`: an orphan.
    fn ask(&mut self, flag: Option<WaitPidFlag>) -> Option<Option<(String, Ending)>> {
        let (pid, ending) = loop {
            match waitpid(None, flag) {
                Ok(WaitStatus::Exited(pid, code)) => break (pid, Ending::Code(code)),
                Ok(WaitStatus::Signaled(pid, signal, _)) => break (pid, Ending::Signal(signal)),
                Err(Errno::EINTR) => continue,
                _ => return None,
            }
        };
        Some(self.children.remove(&pid).map(|(_, name)| (name, ending)))
    }
}
