//! A forked child that does one thing and ends.

use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

/// A child process. Killed and waited for when dropped.
pub struct Child(Option<Pid>);

impl Child {
    /// Forks; the child does `work` and ends, without running what its parent has registered for its own end. It also
    /// ends when its parent does.
    ///
    /// # Panics
    /// If the system has no room for another process.
    pub fn fork(work: impl FnOnce()) -> Child {
        // SAFETY: glibc makes its allocator usable in the child. The cases' children take no other lock that another
        // thread of the parent may hold at this moment.
        match unsafe { fork() }.expect("fork a child") {
            ForkResult::Parent { child } => Child(Some(child)),
            ForkResult::Child => {
                let result = prctl::set_pdeathsig(Signal::SIGKILL);
                let result = result.is_ok() && catch_unwind(AssertUnwindSafe(work)).is_ok();
                // SAFETY: `_exit` ends the process at once and touches no memory.
                unsafe { libc::_exit(i32::from(!result)) }
            }
        }
    }

    /// Its number.
    pub fn pid(&self) -> Pid {
        self.0.expect("there until it is waited for")
    }

    /// Waits for the end of the child.
    ///
    /// # Panics
    /// If the child panicked or was killed.
    pub fn wait(mut self) {
        let child = self.0.take().expect("a child is waited for once");
        let status = waitpid(child, None).expect("wait for a child of ours");
        assert_eq!(status, WaitStatus::Exited(child, 0), "a child did not end well");
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if let Some(child) = self.0.take() {
            // Both fail only if the child is gone already, which is what they are for.
            let _ = kill(child, Signal::SIGKILL);
            let _ = waitpid(child, None);
        }
    }
}
