//! VERDICT: DEADLOCK
//! A child that ends between the look and the `pause` is one whose signal nobody sleeps for any more.

use std::io;

use nix::unistd::{Pid, pause};

use crate::child::{Ending, fork_child};
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};

extern "C" fn nothing(_: libc::c_int) {}

/// From now on the end of a child ends a `pause`.
fn hear_of_ends() -> io::Result<()> {
    let action = SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { sigaction(Signal::SIGCHLD, &action) }?;
    Ok(())
}

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
        hear_of_ends()?;
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
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Err(Errno::EINTR) => {}
                // There are none, or all that there are still run.
                Err(_) | Ok(WaitStatus::StillAlive) => return ended,
                Ok(status) => ended.extend(self.told(status)),
            }
        }
    }

    /// Waits for the next end of one that was started; `None` if there is none left.
    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        while !self.children.is_empty() {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) | Err(Errno::EINTR) => {
                    pause();
                }
                Err(_) => return None,
                Ok(status) => {
                    if let Some(ended) = self.told(status) {
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
    fn told(&mut self, status: WaitStatus) -> Option<(String, Ending)> {
        let (pid, ending) = match status {
            WaitStatus::Exited(pid, code) => (pid, Ending::Code(code)),
            WaitStatus::Signaled(pid, signal, _) => (pid, Ending::Signal(signal)),
            _ => return None,
        };
        let at = self.children.iter().position(|(child, _)| *child == pid)?;
        Some((self.children.remove(at).1, ending))
    }
}
