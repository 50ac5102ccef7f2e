//! A program and all processes that come of it, of which one or all are killed before a system call.

use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::process::Command;

use nix::errno::Errno;
use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

/// What the kernel says of a process that stands before a system call.
const BEFORE: u8 = libc::PTRACE_SYSCALL_INFO_ENTRY;

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Victim {
    /// The process that is about to make the call.
    One,
    /// The program, with all processes that have come of it.
    All,
}

/// How the program itself ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Code(i32),
    Killed,
}

/// What came of a run, all of whose processes have ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) end: End,
    /// How many system calls all processes have made, up to the kill.
    pub(crate) calls: u64,
    /// Whether somebody came to the call before which was to be killed.
    pub(crate) killed: bool,
}

/// Runs a program until all of its processes have ended, and kills before the system call of that number: they are counted
/// from 1, over all processes.
pub(crate) fn run(mut command: Command, kill_before: Option<(u64, Victim)>) -> Ran {
    // SAFETY: what is called between fork and exec is one system call.
    unsafe { command.pre_exec(|| Ok(ptrace::traceme()?)) };
    #[expect(
        clippy::zombie_processes,
        reason = "all processes are waited for below, this one with them"
    )]
    let child = command.spawn().expect("the program was built");
    let program = Pid::from_raw(child.id().try_into().expect("the number of a process"));
    let stopped = waitpid(program, None).expect("it was just started");
    assert!(
        matches!(stopped, WaitStatus::Stopped(_, Signal::SIGTRAP)),
        "it stops at its exec: {stopped:?}"
    );
    let options = ptrace::Options::PTRACE_O_TRACESYSGOOD
        | ptrace::Options::PTRACE_O_TRACEFORK
        | ptrace::Options::PTRACE_O_TRACEVFORK
        | ptrace::Options::PTRACE_O_TRACECLONE
        | ptrace::Options::PTRACE_O_EXITKILL;
    ptrace::setoptions(program, options).expect("it stands still");
    ptrace::syscall(program, None).expect("it stands still");
    let mut all = BTreeSet::from([program]);
    let mut dead = BTreeSet::new();
    let mut ran = Ran { end: End::Killed, calls: 0, killed: false };
    loop {
        let status = match waitpid(None, Some(WaitPidFlag::__WALL)) {
            Ok(status) => status,
            Err(Errno::ECHILD) => return ran,
            Err(error) => panic!("waiting for the processes: {error}"),
        };
        let Some(pid) = status.pid() else { continue };
        let mut with = None;
        match status {
            WaitStatus::Exited(_, code) => {
                if pid == program {
                    ran.end = End::Code(code);
                }
                all.remove(&pid);
                continue;
            }
            WaitStatus::Signaled(..) => {
                all.remove(&pid);
                continue;
            }
            WaitStatus::PtraceSyscall(_) => {
                // It stops before each call and behind it.
                let before = ptrace::syscall_info(pid).is_ok_and(|info| info.op == BEFORE);
                let counted = before && !ran.killed;
                ran.calls += u64::from(counted);
                if counted
                    && let Some((call, victim)) = kill_before
                    && ran.calls == call
                {
                    ran.killed = true;
                    match victim {
                        Victim::One => _ = dead.insert(pid),
                        Victim::All => dead.extend(&all),
                    }
                    for pid in &dead {
                        let _ = kill(*pid, Signal::SIGKILL);
                    }
                }
            }
            WaitStatus::PtraceEvent(..) => {
                // A process that was about to be made when all were killed is one of them.
                let made = ptrace::getevent(pid).unwrap_or(0);
                let made = Pid::from_raw(made.try_into().unwrap_or(0));
                if all.insert(made) && dead.contains(&pid) {
                    let _ = kill(made, Signal::SIGKILL);
                }
            }
            WaitStatus::Stopped(_, Signal::SIGSTOP) => {
                // The first stop of a new process, which may come before its parent has told of it.
                all.insert(pid);
            }
            WaitStatus::Stopped(_, signal) => with = Some(signal),
            _ => {}
        }
        // When somebody was killed, nothing is counted any more. It may be gone by now.
        let on = if ran.killed { ptrace::cont } else { ptrace::syscall };
        let _ = on(pid, with);
    }
}
