//! # A type for a process
//!
//! Python has `multiprocessing.Process`, with a dozen rules of the kind "may only be called before `start`". A rule
//! that is broken is an exception, later, at night. Build it so that most rules cannot be broken: there are two types,
//! one for a process that was not started and one for a process that was.
//!
//! 1. `Process::new` starts nothing. `daemon` makes it a daemon, which it is not otherwise. `start` takes the
//!    `Process`, so that nobody starts it twice, and returns as soon as the process runs.
//! 2. `pid`, `name` and `is_daemon` tell what their names say, also when the process has ended.
//! 3. `is_alive` tells whether the process has not ended, and does not wait. One that has ended and was not waited for
//!    is not alive. One that is stopped (SIGSTOP) has not ended.
//! 4. `join` waits until the process has ended, asleep, and tells how. A signal that arrives does not end the wait.
//!    Asked again, it says the same again.
//! 5. `terminate` asks the process to end, with SIGTERM. If the process has ended it sends nothing to nobody: once
//!    somebody has waited for a process, its number may be another's.
//! 6. `close` gives up a process that has ended. One that still runs is given back in the `Err`, untouched.
//! 7. One that is dropped leaves nobody behind, no zombie either: a daemon is ended, any other is waited for. A signal
//!    that arrives meanwhile changes nothing.
//! 8. It waits for its own process. Other children of the program are none of its business.
//!
//! `fork_child` is given in `child.rs`. Check it with `cargo test -p processes --test process`.

use std::io;

use nix::unistd::Pid;

use crate::child::{Ending, fork_child};
// ANSWER
// | // Bring in what you need, for example `use nix::sys::signal::{Signal, kill};`.
use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
// END

/// A process that has not been started.
pub struct Process {
    // ANSWER
    // | // Your choice.
    name: String,
    daemon: bool,
    work: Box<dyn FnOnce() -> i32>,
    // END
}

/// A process that has been started, and may have ended.
pub struct Running {
    // ANSWER
    // | // Your choice.
    name: String,
    daemon: bool,
    pid: Pid,
    /// `None` until this process has been waited for. From then on its number is not ours.
    ending: Option<Ending>,
    // END
}

impl Process {
    /// A process that will run `work` and end with the exit code that it returns, or with 101 if it panics.
    pub fn new(name: &str, work: impl FnOnce() -> i32 + 'static) -> Process {
        // ANSWER
        // | todo!("remember what it needs to start")
        Process { name: name.to_owned(), daemon: false, work: Box::new(work) }
        // END
    }

    /// The same process as a daemon: it ends when its `Running` is dropped.
    pub fn daemon(self) -> Process {
        // ANSWER
        // | todo!("remember that, too")
        Process { daemon: true, ..self }
        // END
    }

    /// Starts it.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(self) -> io::Result<Running> {
        // ANSWER
        // | todo!("fork a child for the work")
        let pid = fork_child(self.work)?;
        Ok(Running { name: self.name, daemon: self.daemon, pid, ending: None })
        // END
    }
}

impl Running {
    /// Its number.
    pub fn pid(&self) -> Pid {
        // ANSWER
        // | todo!("tell it")
        self.pid
        // END
    }

    /// Its name.
    pub fn name(&self) -> &str {
        // ANSWER
        // | todo!("tell it")
        &self.name
        // END
    }

    /// Whether it is a daemon.
    pub fn is_daemon(&self) -> bool {
        // ANSWER
        // | todo!("tell it")
        self.daemon
        // END
    }

    /// Whether it has not ended yet. Does not wait.
    pub fn is_alive(&mut self) -> bool {
        // ANSWER
        // | todo!("ask the kernel, and remember what it says: it says so once")
        self.look(Some(WaitPidFlag::WNOHANG));
        self.ending.is_none()
        // END
    }

    /// Waits until it has ended; how it did.
    pub fn join(&mut self) -> Ending {
        // ANSWER
        // | todo!("wait for it, unless that has been done")
        loop {
            if let Some(ending) = self.ending {
                return ending;
            }
            self.look(None);
        }
        // END
    }

    /// Asks it to end, with SIGTERM. Does nothing if it has ended.
    pub fn terminate(&mut self) {
        // ANSWER
        // | todo!("send the signal, if there is still somebody of that number whom you know")
        if self.is_alive() {
            // It is ours until we have waited for it, so its number is nobody else's.
            let _ = kill(self.pid, Signal::SIGTERM);
        }
        // END
    }

    /// Gives it up, when it has ended.
    ///
    /// # Errors
    /// It still runs; it comes back.
    pub fn close(mut self) -> Result<(), Running> {
        // ANSWER
        // | todo!("give it back if it runs")
        if self.is_alive() { Err(self) } else { Ok(()) }
        // END
    }
}
// ANSWER

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
// END

impl Drop for Running {
    fn drop(&mut self) {
        // ANSWER
        // | // Also called at the end of `close`. What is to be done for a daemon, and what for all?
        if self.daemon && self.is_alive() {
            let _ = kill(self.pid, Signal::SIGKILL);
        }
        self.join();
        // END
    }
}
