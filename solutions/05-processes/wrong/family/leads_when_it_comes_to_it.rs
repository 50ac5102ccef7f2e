//! VERDICT: DEADLOCK
//! Only the daemon itself makes the group. Who ends it before that sends to a group that is not there.

use std::io;

use nix::unistd::Pid;

use crate::child::fork_child;
use nix::sys::prctl;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, killpg, sigaction};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{getpid, getppid, setpgid};

/// The daemons of this process.
pub struct Family {
    /// Those that have not been waited for. Each of them leads a process group that has its number.
    daemons: Vec<(Pid, String)>,
}

impl Family {
    /// A family without daemons.
    pub fn new() -> Family {
        Family { daemons: Vec::new() }
    }

    /// Starts a daemon that runs `work`. Returns its number.
    ///
    /// # Errors
    /// The kernel has no more processes.
    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let parent = getpid();
        let pid = fork_child(|| match become_daemon(parent) {
            Ok(()) => work(),
            Err(_) => 1,
        })?;
        self.daemons.push((pid, name.to_owned()));
        Ok(pid)
    }

    /// The numbers and names of those that have not ended.
    pub fn active(&mut self) -> Vec<(Pid, String)> {
        let (ended, running) = self.daemons.drain(..).partition(|(pid, _)| has_ended(*pid));
        self.daemons = running;
        let ended: Vec<(Pid, String)> = ended;
        ended.iter().for_each(|(pid, _)| end_tree(*pid));
        self.daemons.clone()
    }

    /// Ends the daemon of that number, and its tree.
    pub fn end(&mut self, pid: Pid) {
        if let Some(at) = self.daemons.iter().position(|(daemon, _)| *daemon == pid) {
            self.daemons.remove(at);
            end_tree(pid);
        }
    }
}

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

impl Drop for Family {
    fn drop(&mut self) {
        self.daemons.iter().for_each(|(pid, _)| end_tree(*pid));
    }
}
