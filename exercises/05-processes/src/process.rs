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
// Bring in what you need, for example `use nix::sys::signal::{Signal, kill};`.

/// A process that has not been started.
pub struct Process {
    // Your choice.
}

/// A process that has been started, and may have ended.
pub struct Running {
    // Your choice.
}

impl Process {
    /// A process that will run `work` and end with the exit code that it returns, or with 101 if it panics.
    pub fn new(name: &str, work: impl FnOnce() -> i32 + 'static) -> Process {
        todo!("remember what it needs to start")
    }

    /// The same process as a daemon: it ends when its `Running` is dropped.
    pub fn daemon(self) -> Process {
        todo!("remember that, too")
    }

    /// Starts it.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(self) -> io::Result<Running> {
        todo!("fork a child for the work")
    }
}

impl Running {
    /// Its number.
    pub fn pid(&self) -> Pid {
        todo!("tell it")
    }

    /// Its name.
    pub fn name(&self) -> &str {
        todo!("tell it")
    }

    /// Whether it is a daemon.
    pub fn is_daemon(&self) -> bool {
        todo!("tell it")
    }

    /// Whether it has not ended yet. Does not wait.
    pub fn is_alive(&mut self) -> bool {
        todo!("ask the kernel, and remember what it says: it says so once")
    }

    /// Waits until it has ended; how it did.
    pub fn join(&mut self) -> Ending {
        todo!("wait for it, unless that has been done")
    }

    /// Asks it to end, with SIGTERM. Does nothing if it has ended.
    pub fn terminate(&mut self) {
        todo!("send the signal, if there is still somebody of that number whom you know")
    }

    /// Gives it up, when it has ended.
    ///
    /// # Errors
    /// It still runs; it comes back.
    pub fn close(mut self) -> Result<(), Running> {
        todo!("give it back if it runs")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Also called at the end of `close`. What is to be done for a daemon, and what for all?
    }
}
