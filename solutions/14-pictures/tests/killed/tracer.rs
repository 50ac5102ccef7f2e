//! A program and all processes that come of it, some of which are killed before a system call.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;

use forktest::process::{State, state};
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
    /// The program alone. All others are held where they are, and are alive.
    Supervisor,
}

/// How the program itself ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Code(i32),
    Killed,
}

/// What came of a run. All of its processes have ended, or none of those that are left comes further than to its next
/// system call.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) end: End,
    /// How many system calls all processes have made, up to the kill.
    pub(crate) calls: u64,
    /// Whether somebody came to the call before which was to be killed.
    pub(crate) killed: bool,
    /// Who is left, and held.
    pub(crate) held: BTreeSet<Pid>,
}

/// Runs a program until all of its processes have ended, and kills before the system call of that number: they are counted
/// from 1, over all processes. If only the supervisor is killed, the others are held: each where it sleeps, or at the next
/// system call at which it has no ledger locked.
pub(crate) fn run(mut command: Command, kill_before: Option<(u64, Victim)>) -> Ran {
    // SAFETY: what is called between fork and exec is one system call.
    unsafe { command.pre_exec(|| Ok(ptrace::traceme()?)) };
    let program = start(command);
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
    let mut ran = Ran { end: End::Killed, calls: 0, killed: false, held: BTreeSet::new() };
    let mut holds = false;
    loop {
        let Some(status) = next(if holds { WaitPidFlag::WNOHANG } else { WaitPidFlag::empty() })
        else {
            return ran;
        };
        let Some(pid) = status.pid() else {
            // There is no news.
            let stands = |pid: &Pid| ran.held.contains(pid) || is_asleep(*pid);
            if !all.contains(&program) && all.iter().all(stands) {
                ran.held = all;
                return ran;
            }
            thread::yield_now();
            continue;
        };
        let mut with = None;
        match status {
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => {
                if let (WaitStatus::Exited(_, code), true) = (status, pid == program) {
                    ran.end = End::Code(code);
                }
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
                    holds = victim == Victim::Supervisor;
                    match victim {
                        Victim::One => _ = dead.insert(pid),
                        Victim::All => dead.extend(&all),
                        Victim::Supervisor => _ = dead.insert(program),
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
                if all.insert(made) && dead.contains(&pid) && !holds {
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
        if holds && with.is_none() && !dead.contains(&pid) && !has_a_ledger_locked(pid) {
            ran.held.insert(pid);
            continue;
        }
        // When somebody was killed, nothing is counted any more. It may be gone by now.
        let on = if ran.killed && !holds { ptrace::cont } else { ptrace::syscall };
        let _ = on(pid, with);
    }
}

impl Ran {
    /// Starts a program beside those who are held. When it sleeps in `flock`, or has ended, they go on. How it ended; all
    /// others have ended, too.
    pub(crate) fn and_beside(&self, command: Command) -> End {
        let second = start(command);
        loop {
            match state(second) {
                State::Zombie | State::Gone => break,
                State::Sleeps(call) if call == "flock" => break,
                _ => thread::yield_now(),
            }
        }
        for pid in &self.held {
            // Whoever sleeps comes to a stop later.
            let _ = ptrace::cont(*pid, None);
        }
        let mut end = End::Killed;
        while let Some(status) = next(WaitPidFlag::empty()) {
            let mut with = None;
            match status {
                WaitStatus::Exited(pid, code) if pid == second => end = End::Code(code),
                // The first stop of a new process is no signal for it.
                WaitStatus::Stopped(_, signal) if signal != Signal::SIGSTOP => with = Some(signal),
                _ => {}
            }
            if let Some(pid) = status.pid() {
                // It may be gone by now.
                let _ = ptrace::cont(pid, with);
            }
        }
        end
    }
}

/// Starts a program that is waited for with `next`.
fn start(mut command: Command) -> Pid {
    #[expect(clippy::zombie_processes, reason = "all processes are waited for, this one with them")]
    let child = command.spawn().expect("the program was built");
    Pid::from_raw(child.id().try_into().expect("the number of a process"))
}

/// News of any process; `None` when there is no process left.
fn next(flags: WaitPidFlag) -> Option<WaitStatus> {
    match waitpid(None, Some(WaitPidFlag::__WALL | flags)) {
        Ok(status) => Some(status),
        Err(Errno::ECHILD) => None,
        Err(error) => panic!("waiting for the processes: {error}"),
    }
}

/// Whether a process sleeps, and not for a ledger, which it would lock when it wakes.
fn is_asleep(pid: Pid) -> bool {
    matches!(state(pid), State::Sleeps(call) | State::Naps(call) if call != "flock")
}

/// Whether a process has taken a lock with `flock`, and not given it back. Whoever were held with one would keep others from
/// getting anywhere. The lock of the whole run was taken by the supervisor.
fn has_a_ledger_locked(pid: Pid) -> bool {
    let locks = fs::read_to_string("/proc/locks").expect("the kernel tells who has locks");
    // `7: FLOCK  ADVISORY  WRITE 4711 fd:01:1234 0 EOF`; whoever waits has `->` behind the number.
    locks.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.get(1) == Some(&"FLOCK") && words.get(4) == Some(&pid.to_string().as_str())
    })
}
