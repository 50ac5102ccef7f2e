//! Two processes above the program, where no namespace ends what the program has started.
//!
//! The outer one is the one that the grader knows, and may end at any moment, with SIGKILL as well. Whatever the program
//! has left is then ended by the inner one, in whose session nothing of the grader is. If the inner one is ended first,
//! all that is left comes to the outer one.

use std::fs;
use std::process::ExitCode;

use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, Uid, fork, getpid, getppid, setsid, setuid};

/// Forks twice. The innermost process goes on with `None`; those above it wait for it, end all that is left of it, and
/// have the status to leave with. `user` is who the program becomes.
///
/// # Errors
/// When there is no process to be had.
pub(crate) fn split(user: Option<u32>) -> nix::Result<Option<ExitCode>> {
    let outer = getpid();
    // Who loses a parent becomes a child of this process, also with a session of its own.
    prctl::set_child_subreaper(true)?;
    // SAFETY: this process has one thread.
    if let ForkResult::Parent { child } = unsafe { fork() }? {
        let code = loop {
            match waitpid(None, None) {
                Err(Errno::ECHILD) => break super::FAILED,
                told => {
                    if let Some(code) = told.ok().and_then(|told| code(told, child)) {
                        break code;
                    }
                }
            }
        };
        end_the_rest(user);
        return Ok(Some(ExitCode::from(code)));
    }
    setsid()?;
    prctl::set_child_subreaper(true)?;
    let told = SigSet::from_iter([Signal::SIGCHLD, Signal::SIGTERM]);
    told.thread_block()?;
    prctl::set_pdeathsig(Signal::SIGTERM)?;
    if getppid() != outer {
        // It ended before it could be told.
        return Ok(Some(ExitCode::from(super::FAILED)));
    }
    // SAFETY: as above.
    let ForkResult::Parent { child } = unsafe { fork() }? else {
        told.thread_unblock()?;
        return Ok(None);
    };
    let code = loop {
        if told.wait()? == Signal::SIGTERM {
            break super::FAILED;
        }
        if let Some(code) = ended(child) {
            break code;
        }
    };
    end_the_rest(user);
    Ok(Some(ExitCode::from(code)))
}

/// The status of the program, if it is over; others that have ended are buried.
fn ended(program: Pid) -> Option<u8> {
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) => return None,
            Err(Errno::ECHILD) => return Some(super::FAILED),
            told => {
                if let Some(code) = told.ok().and_then(|told| code(told, program)) {
                    return Some(code);
                }
            }
        }
    }
}

/// The status of `of`, as a shell has it, if it is the one that has ended.
fn code(told: WaitStatus, of: Pid) -> Option<u8> {
    match told {
        WaitStatus::Exited(pid, code) if pid == of => Some(code as u8),
        WaitStatus::Signaled(pid, signal, _) if pid == of => Some(128 + signal as u8),
        _ => None,
    }
}

/// Ends every process below this one; the death of one makes its children ours.
fn end_the_rest(user: Option<u32>) {
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Err(Errno::ECHILD) => return,
            Ok(WaitStatus::StillAlive) => {}
            _ => continue,
        }
        if let Some(user) = user {
            end_all_of(user);
        }
        for child in children() {
            let _ = kill(child, Signal::SIGKILL);
        }
        let _ = waitpid(None, None);
    }
}

/// Ends all processes of a user that nobody else is, at one stroke: one after the other, they could fork more quickly
/// than they are found.
fn end_all_of(user: u32) {
    // SAFETY: this process has one thread.
    match unsafe { fork() } {
        Ok(ForkResult::Child) => {
            // As root it would end everything on the machine.
            if setuid(Uid::from_raw(user)).is_ok() && !Uid::effective().is_root() {
                let _ = kill(Pid::from_raw(-1), Signal::SIGKILL);
            }
            std::process::exit(0)
        }
        Ok(ForkResult::Parent { child }) => {
            let _ = waitpid(child, None);
        }
        // Without it they are ended one after the other.
        Err(_) => {}
    }
}

fn children() -> Vec<Pid> {
    let me = getpid();
    let text = fs::read_to_string(format!("/proc/{me}/task/{me}/children")).unwrap_or_default();
    text.split_whitespace().filter_map(|pid| pid.parse().ok()).map(Pid::from_raw).collect()
}
