//! `wait_next` takes all who have ended, tells of one, and keeps the others for later.

use std::io;

use nix::unistd::Pid;

use crate::child::{Ending, fork_child};
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};

/// The parent of all that it has started, and of orphans.
pub struct Reaper {
    /// Those that run, or have ended and were not told of.
    children: Vec<(Pid, String, Option<Ending>)>,
}

impl Reaper {
    /// Makes this process the parent of orphans that come of it.
    ///
    /// # Errors
    /// The kernel refuses.
    pub fn new() -> io::Result<Reaper> {
        prctl::set_child_subreaper(true)?;
        Ok(Reaper { children: Vec::new() })
    }

    /// Starts a process that runs `work` and ends with the exit code that it returns. Returns its number.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let pid = fork_child(work)?;
        self.children.push((pid, name.to_owned(), None));
        Ok(pid)
    }

    /// The names of those that were started and not yet told of as ended, in the order of their start.
    pub fn running(&self) -> Vec<&str> {
        self.children.iter().map(|(_, name, _)| name.as_str()).collect()
    }

    /// All that have ended and were not told of, without waiting for any.
    pub fn reap(&mut self) -> Vec<(String, Ending)> {
        self.collect();
        let (ended, left) =
            std::mem::take(&mut self.children).into_iter().partition(|(.., end)| end.is_some());
        self.children = left;
        let ended: Vec<(Pid, String, Option<Ending>)> = ended;
        ended.into_iter().filter_map(|(_, name, end)| Some((name, end?))).collect()
    }

    fn collect(&mut self) {
        loop {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Err(Errno::EINTR) => {}
                Err(_) | Ok(WaitStatus::StillAlive) => return,
                Ok(status) => self.keep(status),
            }
        }
    }

    /// Waits for the next end of one that was started; `None` if there is none left.
    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        self.collect();
        loop {
            if let Some(at) = self.children.iter().position(|(.., end)| end.is_some()) {
                let (_, name, end) = self.children.remove(at);
                return end.map(|end| (name, end));
            }
            if self.children.is_empty() {
                return None;
            }
            match waitpid(None, None) {
                Err(Errno::EINTR) => {}
                Err(_) => return None,
                Ok(status) => self.keep(status),
            }
        }
    }
}

impl Reaper {
    fn keep(&mut self, status: WaitStatus) {
        let (pid, ending) = match status {
            WaitStatus::Exited(pid, code) => (pid, Ending::Code(code)),
            WaitStatus::Signaled(pid, signal, _) => (pid, Ending::Signal(signal)),
            _ => return,
        };
        if let Some(child) = self.children.iter_mut().find(|(child, ..)| *child == pid) {
            child.2 = Some(ending);
        }
    }
}
