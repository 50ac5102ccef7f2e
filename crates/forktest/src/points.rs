//! A process ended before each of its system calls, one after the other.
//!
//! A crash can come anywhere. What it leaves behind changes at system calls only, as far as others can see (and in shared
//! memory, which this does not stop at).

use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

use crate::actor::exit;
use crate::process;

/// Where a process was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its system calls are counted from 1.
    pub number: usize,
    /// The call that it did not get to make, such as `write`.
    pub call: String,
}

/// Runs `body` in a process again and again, and ends the process with SIGKILL before its first system call, before its
/// second, and so on, until it comes to its end by itself. After each time `after` is told where, and looks at what is left.
///
/// Returns how many points there were.
///
/// # Panics
/// If this process may not trace its own children.
pub fn killed_at_each(body: impl Fn(), mut after: impl FnMut(&Point)) -> usize {
    for number in 1.. {
        let pid = traced(&body);
        match run_to(pid, number) {
            Some(call) => after(&Point { number, call }),
            None => return number - 1,
        }
    }
    unreachable!("the points do not run out")
}

/// A process that stands still before `body`.
fn traced(body: &impl Fn()) -> Pid {
    // SAFETY: a process with process tests has one thread, so no lock is held that the child would wait for.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => {
            let stopped = waitpid(child, None).expect("it was just started");
            assert!(
                matches!(stopped, WaitStatus::Stopped(_, Signal::SIGSTOP)),
                "this machine does not let a process trace its children (a container may need `--cap-add SYS_PTRACE`)"
            );
            let options =
                ptrace::Options::PTRACE_O_TRACESYSGOOD | ptrace::Options::PTRACE_O_EXITKILL;
            ptrace::setoptions(child, options).expect("it stands still");
            child
        }
        ForkResult::Child => {
            if ptrace::traceme().is_err() || raise(Signal::SIGSTOP).is_err() {
                exit(1);
            }
            let ended = catch_unwind(AssertUnwindSafe(body));
            exit(if ended.is_ok() { 0 } else { 101 })
        }
    }
}

/// Lets it run to its system call of that number and ends it there; the call, or none if it ended before.
fn run_to(pid: Pid, number: usize) -> Option<String> {
    let (mut calls, mut inside, mut signal) = (0, false, None);
    loop {
        ptrace::syscall(pid, signal.take()).ok()?;
        match waitpid(pid, None).ok()? {
            // It stops before each call and behind it.
            WaitStatus::PtraceSyscall(_) if inside => inside = false,
            WaitStatus::PtraceSyscall(_) => {
                (inside, calls) = (true, calls + 1);
                if calls == number {
                    let call = current_call(pid);
                    let _ = kill(pid, Signal::SIGKILL);
                    let _ = waitpid(pid, None);
                    return Some(call);
                }
            }
            WaitStatus::Stopped(_, with) => signal = Some(with),
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => return None,
            _ => {}
        }
    }
}

/// The call before which it stands.
fn current_call(pid: Pid) -> String {
    let line = std::fs::read_to_string(format!("/proc/{pid}/syscall")).unwrap_or_default();
    let number = line.split_whitespace().next().and_then(|word| word.parse::<i64>().ok());
    let known = number.and_then(process::call_name).map(String::from);
    known.unwrap_or_else(|| format!("system call {}", number.unwrap_or(-1)))
}
