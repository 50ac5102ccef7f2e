//! `waitpid` as in C, with the status taken apart by hand.

use std::io;

use nix::unistd::Pid;

use crate::child::{Ending, fork_child};
use nix::errno::Errno;
use nix::sys::prctl;

/// The parent of all that it has started, and of orphans.
pub struct Reaper {
    /// Those that run, or have ended and were not told of.
    children: Vec<(Pid, String)>,
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
        self.children.push((pid, name.to_owned()));
        Ok(pid)
    }

    /// The names of those that were started and not yet told of as ended, in the order of their start.
    pub fn running(&self) -> Vec<&str> {
        self.children.iter().map(|(_, name)| name.as_str()).collect()
    }

    /// All that have ended and were not told of, without waiting for any.
    pub fn reap(&mut self) -> Vec<(String, Ending)> {
        let mut ended = Vec::new();
        loop {
            let mut status = 0;
            // SAFETY: the status is there to be written to.
            match unsafe { libc::waitpid(-1, &mut status, libc::WNOHANG) } {
                0 => return ended,
                -1 if Errno::last() == Errno::EINTR => {}
                -1 => return ended,
                pid => ended.extend(self.told(pid, status)),
            }
        }
    }

    /// Waits for the next end of one that was started; `None` if there is none left.
    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        while !self.children.is_empty() {
            let mut status = 0;
            // SAFETY: the status is there to be written to.
            match unsafe { libc::waitpid(-1, &mut status, 0) } {
                -1 if Errno::last() == Errno::EINTR => {}
                -1 => return None,
                pid => {
                    if let Some(ended) = self.told(pid, status) {
                        return Some(ended);
                    }
                }
            }
        }
        None
    }
}

impl Reaper {
    /// Who it was, and how it ended; `None` for an orphan.
    fn told(&mut self, pid: i32, status: i32) -> Option<(String, Ending)> {
        let ending = if libc::WIFEXITED(status) {
            Ending::Code(libc::WEXITSTATUS(status))
        } else {
            Ending::Signal(libc::WTERMSIG(status).try_into().ok()?)
        };
        let at = self.children.iter().position(|(child, _)| child.as_raw() == pid)?;
        Some((self.children.remove(at).1, ending))
    }
}
