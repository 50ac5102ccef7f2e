//! VERDICT: DEADLOCK
//! `join` looks, and then pauses until a signal comes. It may have come between the two.

use std::io;

use nix::unistd::{Pid, pause};

use crate::child::{Ending, fork_child};
use nix::errno::Errno;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};

extern "C" fn nothing(_: libc::c_int) {}

/// From now on the end of a child ends a `pause`.
fn hear_of_ends() -> io::Result<()> {
    let action = SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { sigaction(Signal::SIGCHLD, &action) }?;
    Ok(())
}

/// A process that has not been started.
pub struct Process {
    name: String,
    daemon: bool,
    work: Box<dyn FnOnce() -> i32>,
}

/// A process that has been started, and may have ended.
pub struct Running {
    name: String,
    daemon: bool,
    pid: Pid,
    /// `None` until this process has been waited for. From then on its number is not ours.
    ending: Option<Ending>,
}

impl Process {
    /// A process that will run `work` and end with the exit code that it returns, or with 101 if it panics.
    pub fn new(name: &str, work: impl FnOnce() -> i32 + 'static) -> Process {
        Process { name: name.to_owned(), daemon: false, work: Box::new(work) }
    }

    /// The same process as a daemon: it ends when its `Running` is dropped.
    pub fn daemon(self) -> Process {
        Process { daemon: true, ..self }
    }

    /// Starts it.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(self) -> io::Result<Running> {
        hear_of_ends()?;
        let pid = fork_child(self.work)?;
        Ok(Running { name: self.name, daemon: self.daemon, pid, ending: None })
    }
}

impl Running {
    /// Its number.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a daemon.
    pub fn is_daemon(&self) -> bool {
        self.daemon
    }

    /// Whether it has not ended yet. Does not wait.
    pub fn is_alive(&mut self) -> bool {
        self.look(Some(WaitPidFlag::WNOHANG));
        self.ending.is_none()
    }

    /// Waits until it has ended; how it did.
    pub fn join(&mut self) -> Ending {
        loop {
            if let Some(ending) = self.ending {
                return ending;
            }
            self.look(Some(WaitPidFlag::WNOHANG));
            if self.ending.is_none() {
                pause();
            }
        }
    }

    /// Asks it to end, with SIGTERM. Does nothing if it has ended.
    pub fn terminate(&mut self) {
        if self.is_alive() {
            // It is ours until we have waited for it, so its number is nobody else's.
            let _ = kill(self.pid, Signal::SIGTERM);
        }
    }

    /// Gives it up, when it has ended.
    ///
    /// # Errors
    /// It still runs; it comes back.
    pub fn close(mut self) -> Result<(), Running> {
        if self.is_alive() { Err(self) } else { Ok(()) }
    }
}

impl Running {
    /// Asks how it ended, unless that is known; with WNOHANG without waiting for it.
    fn look(&mut self, flag: Option<WaitPidFlag>) {
        if self.ending.is_some() {
            return;
        }
        self.ending = match waitpid(self.pid, flag) {
            Ok(WaitStatus::Exited(_, code)) => Some(Ending::Code(code)),
            Ok(WaitStatus::Signaled(_, signal, _)) => Some(Ending::Signal(signal)),
            Ok(_) | Err(Errno::EINTR) => None,
            Err(error) => panic!("somebody else has waited for `{}`: {error}", self.name),
        };
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.daemon && self.is_alive() {
            let _ = kill(self.pid, Signal::SIGKILL);
        }
        self.join();
    }
}
