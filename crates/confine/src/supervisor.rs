//! A process above the program, where no namespace ends what the program has started.

use std::fs;
use std::process::ExitCode;

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, getpid};

/// Forks. The child goes on with `None`; the parent waits for it, ends all that is left of it, and has the status to
/// leave with.
///
/// # Errors
/// When there is no process to be had.
pub(crate) fn split() -> nix::Result<Option<ExitCode>> {
    // Who loses a parent becomes a child of this process, also with a session of its own.
    prctl::set_child_subreaper(true)?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            prctl::set_pdeathsig(Signal::SIGKILL)?;
            Ok(None)
        }
        ForkResult::Parent { child } => {
            let code = wait(child);
            end_the_rest();
            Ok(Some(ExitCode::from(code)))
        }
    }
}

/// The status of the program, as a shell has it; others that end meanwhile are buried.
fn wait(child: Pid) -> u8 {
    loop {
        match waitpid(None, None) {
            Ok(WaitStatus::Exited(pid, code)) if pid == child => return code as u8,
            Ok(WaitStatus::Signaled(pid, signal, _)) if pid == child => return 128 + signal as u8,
            Err(Errno::ECHILD) => return super::FAILED,
            _ => {}
        }
    }
}

/// Ends every process below this one; the death of one makes its children ours.
fn end_the_rest() {
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Err(Errno::ECHILD) => return,
            Ok(WaitStatus::StillAlive) => {}
            _ => continue,
        }
        for child in children() {
            let _ = kill(child, Signal::SIGKILL);
        }
        let _ = waitpid(None, None);
    }
}

fn children() -> Vec<Pid> {
    let me = getpid();
    let text = fs::read_to_string(format!("/proc/{me}/task/{me}/children")).unwrap_or_default();
    text.split_whitespace().filter_map(|pid| pid.parse().ok()).map(Pid::from_raw).collect()
}
