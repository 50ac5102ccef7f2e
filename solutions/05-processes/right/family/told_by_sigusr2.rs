//! Another signal than SIGTERM, a `sigaction` by hand, and a map.

use std::collections::BTreeMap;
use std::io;
use std::ptr::null_mut;

use nix::errno::Errno;
use nix::sys::signal::{Signal, killpg};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{Pid, getpid, getppid, setpgid};

use crate::child::fork_child;

#[derive(Default)]
pub struct Family {
    next: usize,
    daemons: BTreeMap<usize, (Pid, String)>,
}

impl Family {
    pub fn new() -> Family {
        Family::default()
    }

    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let program = getpid();
        let pid = fork_child(|| {
            let _ = setpgid(getpid(), getpid());
            // SAFETY: the handler makes one system call; all zeros is an action.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = the_end as extern "C" fn(i32) as usize;
                libc::sigaction(libc::SIGUSR2, &action, null_mut());
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGUSR2);
            }
            if getppid() == program { work() } else { 1 }
        })?;
        let _ = setpgid(pid, pid);
        self.daemons.insert(self.next, (pid, name.to_string()));
        self.next += 1;
        Ok(pid)
    }

    pub fn active(&mut self) -> Vec<(Pid, String)> {
        self.daemons.retain(|_, (pid, _)| {
            let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
            let runs = waitid(Id::Pid(*pid), flags) == Ok(WaitStatus::StillAlive);
            if !runs {
                finish(*pid);
            }
            runs
        });
        self.daemons.values().cloned().collect()
    }

    pub fn end(&mut self, pid: Pid) {
        self.daemons.retain(|_, (daemon, _)| {
            if *daemon == pid {
                finish(pid);
            }
            *daemon != pid
        });
    }
}

extern "C" fn the_end(_: i32) {
    // SAFETY: both may be called at any time.
    unsafe {
        libc::killpg(libc::getpgrp(), libc::SIGKILL);
    }
}

fn finish(pid: Pid) {
    let _ = killpg(pid, Signal::SIGKILL);
    while let Err(Errno::EINTR) = waitpid(pid, None) {}
}

impl Drop for Family {
    fn drop(&mut self) {
        for (pid, _) in self.daemons.values() {
            finish(*pid);
        }
    }
}
