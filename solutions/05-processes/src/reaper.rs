//! # Who fetches them home
//!
//! An office starts one process after the other. Each of them ends some day, and waits in the system's table until its
//! parent has asked how it ended. And when a clerk ends who had helpers, somebody has to take them in.
//!
//! Build the `Reaper`, which starts processes, hears of their ends, and leaves no zombie behind.
//!
//! 1. `new` makes this process the one to which orphans among its descendants are given, from then on.
//! 2. `start` starts a process that runs `work`. `running` names those that were started and have not been told of as
//!    ended, in the order in which they were started.
//! 3. `reap` tells of all that have ended and were not told of before, in any order. It does not wait.
//! 4. `wait_next` waits until one of those that `start` started has ended, and tells of it; `None` if there is none
//!    left. It sleeps meanwhile. A signal that arrives does not end the wait.
//! 5. Each end is told once, with the name: `Code(3)` for an exit code of 3, `Signal(SIGKILL)` for a process that was
//!    killed. One that is stopped (SIGSTOP) has not ended.
//! 6. Orphans that were given to this process are not told of. When `reap` returns, none that has ended is a zombie.
//!
//! `fork_child` is given in `child.rs`. All children of the program are the reaper's, so it may wait for any of them,
//! and does, whatever process group they are in.
//! Check it with `cargo test -p processes --test reaper`.

use std::io;

use nix::unistd::Pid;

use crate::child::{Ending, fork_child};
// ANSWER
// | // Bring in what you need, for example `use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};`.
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
// END

/// The parent of all that it has started, and of orphans.
pub struct Reaper {
    // ANSWER
    // | // Your choice.
    /// Those that run, or have ended and were not told of.
    children: Vec<(Pid, String)>,
    // END
}

impl Reaper {
    /// Makes this process the parent of orphans that come of it.
    ///
    /// # Errors
    /// The kernel refuses.
    pub fn new() -> io::Result<Reaper> {
        // ANSWER
        // | todo!("have orphans given to this process: `nix::sys::prctl` knows how")
        prctl::set_child_subreaper(true)?;
        Ok(Reaper { children: Vec::new() })
        // END
    }

    /// Starts a process that runs `work` and ends with the exit code that it returns. Returns its number.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        // ANSWER
        // | todo!("fork a child, and remember its name")
        let pid = fork_child(work)?;
        self.children.push((pid, name.to_owned()));
        Ok(pid)
        // END
    }

    /// The names of those that were started and not yet told of as ended, in the order of their start.
    pub fn running(&self) -> Vec<&str> {
        // ANSWER
        // | todo!("name them")
        self.children.iter().map(|(_, name)| name.as_str()).collect()
        // END
    }

    /// All that have ended and were not told of, without waiting for any.
    pub fn reap(&mut self) -> Vec<(String, Ending)> {
        // ANSWER
        // | todo!("ask until there is nobody left who has ended")
        let mut ended = Vec::new();
        loop {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Err(Errno::EINTR) => {}
                // There are none, or all that there are still run.
                Err(_) | Ok(WaitStatus::StillAlive) => return ended,
                Ok(status) => ended.extend(self.told(status)),
            }
        }
        // END
    }

    /// Waits for the next end of one that was started; `None` if there is none left.
    pub fn wait_next(&mut self) -> Option<(String, Ending)> {
        // ANSWER
        // | todo!("wait for a child, until it is one of those that were started")
        while !self.children.is_empty() {
            match waitpid(None, None) {
                Err(Errno::EINTR) => {}
                Err(_) => return None,
                Ok(status) => {
                    if let Some(ended) = self.told(status) {
                        return Some(ended);
                    }
                }
            }
        }
        None
        // END
    }
}
// ANSWER

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
// END
