//! # Nobody left behind
//!
//! A program has daemons: processes that are there for it, and for nobody else. When it goes, they go. That is easy as
//! long as the program can say goodbye. It may also be killed, from one moment to the next, and then nothing of it runs
//! any more that could say anything.
//!
//! A daemon may start processes itself. The daemon and all that comes of it is its *tree*.
//!
//! Build the `Family`.
//!
//! 1. `start` starts a daemon that runs `work`, and returns its number.
//! 2. `active` tells the numbers and names of those that have not ended, in the order in which they were started. It
//!    does not wait. One that is stopped (SIGSTOP) has not ended.
//! 3. `end` ends one of them, with its tree: when it returns, the daemon was waited for, and each process of its tree
//!    has ended or is about to (it has been sent SIGKILL). So it is for one that is stopped, for one that has not done
//!    a step yet, and if signals arrive meanwhile. The others go on. A number that is not in the family is left alone,
//!    and so is one that was: once somebody has waited for a process, its number may be another's, and its group's as
//!    well.
//! 4. A `Family` that is dropped ends all of them, in the same way. So does one that is dropped by a panic.
//! 5. A daemon that ends by itself leaves a tree, too. Its tree is ended at the latest when the next `active` is asked,
//!    when `end` is called for it, or at the drop. It is no zombie after that.
//! 6. When the program ends in any other way, by `exit` or by a SIGKILL, the daemons that have not ended by then end
//!    all the same, with their trees, at once, and at whatever point of the code above the program was. Nobody looks
//!    again and again whether it is still there.
//! 7. A daemon may have a family of its own. Other children of the program are none of this family's business.
//!
//! The processes of a tree do not leave the process group in which they were started, unless it is by another `Family`,
//! and they do not touch what you do about signals. `fork_child` is given in `child.rs`.
//! Check it with `cargo test -p processes --test family`.

use std::io;

use nix::unistd::Pid;

use crate::child::fork_child;
// ANSWER
// | // Bring in what you need.
use nix::sys::prctl;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, killpg, sigaction};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{getpid, getppid, setpgid};
// END

/// The daemons of this process.
pub struct Family {
    // ANSWER
    // | // Your choice.
    /// Those that have not been waited for. Each of them leads a process group that has its number.
    daemons: Vec<(Pid, String)>,
    // END
}

impl Family {
    /// A family without daemons.
    pub fn new() -> Family {
        // ANSWER
        // | todo!("begin without any")
        Family { daemons: Vec::new() }
        // END
    }

    /// Starts a daemon that runs `work`. Returns its number.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        // ANSWER
        // | todo!("fork a child that ends with this process, and can be ended with its tree")
        let parent = getpid();
        let pid = fork_child(|| match become_daemon(parent) {
            Ok(()) => work(),
            Err(_) => 1,
        })?;
        self.daemons.push((pid, name.to_owned()));
        // The child does the same. Whoever comes first, it is done before anybody relies on it.
        let _ = setpgid(pid, pid);
        Ok(pid)
        // END
    }

    /// The numbers and names of those that have not ended.
    pub fn active(&mut self) -> Vec<(Pid, String)> {
        // ANSWER
        // | todo!("see who has ended, without waiting, and what is left of them")
        let (ended, running) = self.daemons.drain(..).partition(|(pid, _)| has_ended(*pid));
        self.daemons = running;
        let ended: Vec<(Pid, String)> = ended;
        ended.iter().for_each(|(pid, _)| end_tree(*pid));
        self.daemons.clone()
        // END
    }

    /// Ends the daemon of that number, and its tree.
    pub fn end(&mut self, pid: Pid) {
        // ANSWER
        // | todo!("end all of its tree, and wait for the daemon")
        if let Some(at) = self.daemons.iter().position(|(daemon, _)| *daemon == pid) {
            self.daemons.remove(at);
            end_tree(pid);
        }
        // END
    }
}
// ANSWER

/// The daemon's part: it leads a group of its own, and ends with its parent.
fn become_daemon(parent: Pid) -> nix::Result<()> {
    setpgid(Pid::from_raw(0), Pid::from_raw(0))?;
    let last_act = SigHandler::Handler(end_own_group);
    let action = SigAction::new(last_act, SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler makes one system call, which is allowed at any time.
    unsafe { sigaction(Signal::SIGTERM, &action) }?;
    prctl::set_pdeathsig(Signal::SIGTERM)?;
    if getppid() != parent {
        // It died before we asked to be told.
        end_own_group(0);
    }
    Ok(())
}

/// Ends all processes of this process's group, this one included.
extern "C" fn end_own_group(_: libc::c_int) {
    // SAFETY: `kill` may be called at any time.
    unsafe { libc::kill(0, libc::SIGKILL) };
}

/// Whether a child has ended. It remains a zombie, so that its number stays its own.
fn has_ended(pid: Pid) -> bool {
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    !matches!(waitid(Id::Pid(pid), flags), Ok(WaitStatus::StillAlive))
}

/// Ends the group that a child leads, and waits for the child. In this order: afterwards the number may be another's.
fn end_tree(pid: Pid) {
    let _ = killpg(pid, Signal::SIGKILL);
    while waitpid(pid, None) == Err(nix::errno::Errno::EINTR) {}
}
// END

impl Drop for Family {
    fn drop(&mut self) {
        // ANSWER
        // | // Also called when a panic comes by.
        self.daemons.iter().for_each(|(pid, _)| end_tree(*pid));
        // END
    }
}
