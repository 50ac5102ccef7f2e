//! Each guard holds copies of the earlier pipes. The last one has none that is held, ends, and with it the one before.

use std::io::{self, PipeReader, PipeWriter, Read};

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{Pid, setpgid};

use crate::child::fork_child;

struct Daemon {
    pid: Pid,
    name: String,
    guard: Pid,
    /// Its end is the end of the daemon.
    _alive: PipeWriter,
}

pub struct Family {
    daemons: Vec<Daemon>,
}

impl Family {
    pub fn new() -> Family {
        Family { daemons: Vec::new() }
    }

    pub fn start(&mut self, name: &str, work: impl FnOnce() -> i32) -> io::Result<Pid> {
        let (end, alive) = io::pipe()?;
        let (mut go, went) = io::pipe()?;
        // The daemon waits until it is guarded.
        let pid = fork_child(|| {
            // SAFETY: in a child that does not use it any more.
            unsafe { libc::close(fd(&alive)) };
            drop(end_of(&end));
            let _ = setpgid(Pid::from_raw(0), Pid::from_raw(0));
            // SAFETY: as above; the guard has the other copy.
            unsafe { libc::close(fd(&went)) };
            match go.read(&mut [0]) {
                Ok(1) => work(),
                _ => 1,
            }
        })?;
        let _ = setpgid(pid, pid);
        let guard = fork_child(|| {
            // SAFETY: as above.
            unsafe { libc::close(fd(&alive)) };
            let _ = setpgid(Pid::from_raw(0), Pid::from_raw(0));
            let _ = io::Write::write_all(&mut &went, b"!");
            let _ = (&end).read(&mut [0]);
            let _ = killpg(pid, Signal::SIGKILL);
            0
        })?;
        self.daemons.push(Daemon { pid, name: name.into(), guard, _alive: alive });
        Ok(pid)
    }

    pub fn active(&mut self) -> Vec<(Pid, String)> {
        let daemons = std::mem::take(&mut self.daemons);
        for daemon in daemons {
            if has_ended(daemon.pid) {
                end_tree(daemon);
            } else {
                self.daemons.push(daemon);
            }
        }
        self.daemons.iter().map(|daemon| (daemon.pid, daemon.name.clone())).collect()
    }

    pub fn end(&mut self, pid: Pid) {
        if let Some(at) = self.daemons.iter().position(|daemon| daemon.pid == pid) {
            end_tree(self.daemons.remove(at));
        }
    }
}

fn fd(pipe: &PipeWriter) -> i32 {
    std::os::fd::AsRawFd::as_raw_fd(pipe)
}

fn end_of(_: &PipeReader) {}

fn has_ended(pid: Pid) -> bool {
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    waitid(Id::Pid(pid), flags) != Ok(WaitStatus::StillAlive)
}

fn end_tree(daemon: Daemon) {
    let _ = killpg(daemon.pid, Signal::SIGKILL);
    let _ = kill(daemon.guard, Signal::SIGKILL);
    for pid in [daemon.pid, daemon.guard] {
        while waitpid(pid, None) == Err(Errno::EINTR) {}
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        self.daemons.drain(..).for_each(end_tree);
    }
}
