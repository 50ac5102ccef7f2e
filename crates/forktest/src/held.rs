//! A process held before each of its system calls, or before each of its instructions, while others go on.
//!
//! A process can be overtaken anywhere. What it does through the kernel changes at system calls only; what it does in
//! shared memory changes at any instruction, and between a load and a store there is no place for a `stop_at`.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, getpid};

use crate::Seen;
use crate::actor::exit;
use crate::places::{Call, Places};
use crate::process;
use crate::settled::{Rest, Watch};

/// How often it is looked whether somebody has ended or stopped, before it is looked what it is doing, which costs more.
const GLANCES: usize = 16;

/// The system call that a process makes right before what it is to do.
const MARK: i64 = libc::SYS_sched_yield;

/// Where a process is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Before each system call. A signal that comes meanwhile finds it in the call, and ends a sleep there.
    Calls,
    /// Before the return from each system call. A signal that comes meanwhile is there before the next one.
    Returns,
    /// Before each machine instruction. For what takes some hundreds of them.
    Instructions,
}

/// A process that stands still, since it is held there. Unless it is let go on it is killed where it stands, with this
/// value.
#[derive(Debug)]
pub struct Held {
    pid: Pid,
    gone: Cell<bool>,
    /// How many calls or instructions it has come to, this one included.
    pub number: usize,
    /// The system call that it is about to make, or to return from, such as `write`; empty if it is held before an
    /// instruction.
    pub call: String,
    before: Before,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number;
        let call = &self.call;
        match self.before {
            Before::Calls => write!(f, "held before its system call {number}, {call}"),
            Before::Returns => write!(f, "held behind its system call {number}, {call}"),
            Before::Instructions => write!(f, "held before its instruction {number}"),
        }
    }
}

impl Held {
    /// The process.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Lets it go on to its end; how it ended, or what it does instead. Then it is killed.
    pub fn go_on(&self) -> Seen {
        // It stands still. If it is gone, the next look says so.
        let _ = ptrace::detach(self.pid, None);
        let seen = came_to(self.pid);
        self.gone.set(true);
        seen
    }

    /// Ends it with SIGKILL where it stands.
    pub fn kill(&self) {
        if !self.gone.replace(true) {
            end(self.pid);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs `body` in a process again and again, and holds the process before its first system call (or instruction),
/// before its second, and so on, until it comes to its end without. Held at calls it may also come to sleep where
/// nobody is left to wake it. Each time `meanwhile` decides what others do now, and when the process may go on.
///
/// Its calls may be others each time: it polls, say, until another process has ended. Then it is held wherever it comes
/// on a way on which it was not held before, and of calls that it makes over and over two rounds count. Every place that
/// it comes to each time is among those where it was held, whoever is quicker.
///
/// Returns how many places there were.
///
/// # Panics
/// If this process may not trace its own children.
pub fn held_at_each(before: Before, body: impl Fn(), mut meanwhile: impl FnMut(&Held)) -> usize {
    let mut places = Places::default();
    while let Some(held) = run_to_next(before, traced(&body), &mut places) {
        meanwhile(&held);
    }
    places.count
}

/// A process that stands still before `body`.
pub(crate) fn traced(body: &impl Fn()) -> Pid {
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
            let mut marks = 0;
            while marks < 2 {
                ptrace::syscall(child, None).expect("it stands still");
                waitpid(child, None).expect("it comes to the mark");
                // It stops there twice, before the call and behind it.
                marks += usize::from(Call::of(child).number == MARK);
            }
            child
        }
        ForkResult::Child => {
            if ptrace::traceme().is_err() || raise(Signal::SIGSTOP).is_err() {
                exit(1);
            }
            // The mark behind which the body begins.
            thread::yield_now();
            let ended = catch_unwind(AssertUnwindSafe(body));
            exit(if ended.is_ok() { 0 } else { 101 })
        }
    }
}

/// Lets it run to the next place; none if it has ended before, or sleeps for ever.
fn run_to_next(before: Before, pid: Pid, places: &mut Places) -> Option<Held> {
    let held = |number, call| Held { pid, gone: Cell::new(false), number, call, before };
    let (mut way, mut instructions) = (Vec::new(), 0);
    let (mut inside, mut signal) = (false, None);
    loop {
        match before {
            Before::Calls | Before::Returns => ptrace::syscall(pid, signal.take()).ok()?,
            Before::Instructions => ptrace::step(pid, signal.take()).ok()?,
        }
        let stopped = match before {
            Before::Calls | Before::Returns => next_stop(pid)?,
            // There are many of them, and to look would cost more than the steps.
            Before::Instructions => waitpid(pid, None).ok()?,
        };
        match stopped {
            // It stops before each call and behind it.
            WaitStatus::PtraceSyscall(_) => {
                inside = !inside;
                if inside == (before == Before::Calls) {
                    let call = Call::of(pid);
                    way.push(call);
                    if places.is_next(&way) {
                        return Some(held(way.len(), call_name(call.number)));
                    }
                }
            }
            WaitStatus::Stopped(_, Signal::SIGTRAP) if before == Before::Instructions => {
                instructions += 1;
                if instructions > places.count {
                    places.count = instructions;
                    return Some(held(instructions, String::new()));
                }
            }
            WaitStatus::Stopped(_, with) => signal = Some(with),
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => return None,
            _ => {}
        }
    }
}

/// What a process that is traced comes to next. None, and it is ended, if it gets nowhere and nobody is on the way who
/// could change that.
fn next_stop(pid: Pid) -> Option<WaitStatus> {
    let next = stop_or_rest(pid);
    if next.is_none() {
        end(pid);
    }
    next
}

/// What a process that is traced comes to next; none if it gets nowhere and nobody is on the way who could change that,
/// or somebody else has waited for it.
pub(crate) fn stop_or_rest(pid: Pid) -> Option<WaitStatus> {
    let mut watch = Watch::below(getpid());
    for glance in 1.. {
        match waitpid(pid, Some(WaitPidFlag::WNOHANG)).ok()? {
            WaitStatus::StillAlive => {}
            status => return Some(status),
        }
        if glance % GLANCES != 0 || !watch.may_rest(pid) {
            thread::yield_now();
        } else if let Some(all) = watch.all_at_rest()
            && all.get(&pid).is_some_and(|rest| *rest != Rest::Out)
        {
            return None;
        }
    }
    unreachable!("the looks do not run out")
}

/// Runs `body` in a process of its own, while whoever is held stays where it stands; how that ended, or what it does
/// instead. Then it is killed.
///
/// # Panics
/// If there is no process to be had.
pub fn apart(body: impl FnOnce()) -> Seen {
    // SAFETY: a process with process tests has one thread, so no lock is held that the child would wait for.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => came_to(child),
        ForkResult::Child => {
            let ended = catch_unwind(AssertUnwindSafe(body));
            exit(if ended.is_ok() { 0 } else { 101 })
        }
    }
}

/// Waits until it has ended, or gets nowhere and nobody is on the way who could change that; then it is gone.
fn came_to(pid: Pid) -> Seen {
    let mut watch = Watch::below(getpid());
    for glance in 1.. {
        match waitpid(pid, Some(WaitPidFlag::WNOHANG)) {
            Ok(status @ (WaitStatus::Exited(..) | WaitStatus::Signaled(..))) => {
                return Seen::Ended(status);
            }
            Ok(_) => {}
            // Somebody else has waited for it.
            Err(_) => return Seen::Ended(WaitStatus::Exited(pid, 0)),
        }
        if glance % GLANCES != 0 || !watch.may_rest(pid) {
            thread::yield_now();
            continue;
        }
        let seen = match watch.all_at_rest().as_ref().and_then(|all| all.get(&pid)) {
            Some(Rest::Sleeps(call)) => Seen::Asleep(call.clone()),
            Some(Rest::Polls(call)) => Seen::Polls(call.clone()),
            Some(Rest::Spins) => Seen::Spins,
            Some(Rest::Out) | None => continue,
        };
        end(pid);
        return seen;
    }
    unreachable!("the looks do not run out")
}

/// Kills it, if it is there, and waits for it.
fn end(pid: Pid) {
    let _ = kill(pid, Signal::SIGKILL);
    let _ = waitpid(pid, None);
}

/// The name of a system call.
fn call_name(number: i64) -> String {
    let quick = || QUICK.iter().find(|(call, _)| *call == number).map(|(_, name)| *name);
    let known = process::call_name(number).or_else(quick);
    known.map_or_else(|| format!("system call {number}"), String::from)
}

/// Calls in which no process sleeps for long.
const QUICK: &[(i64, &str)] = &[
    (libc::SYS_clone, "fork"),
    (libc::SYS_clone3, "fork"),
    (libc::SYS_close, "close"),
    (libc::SYS_execve, "exec"),
    (libc::SYS_exit_group, "exit"),
    (libc::SYS_fstat, "fstat"),
    (libc::SYS_fsync, "fsync"),
    (libc::SYS_ftruncate, "ftruncate"),
    (libc::SYS_getpid, "getpid"),
    (libc::SYS_getppid, "getppid"),
    (libc::SYS_gettid, "gettid"),
    (libc::SYS_kill, "kill"),
    (libc::SYS_linkat, "link"),
    (libc::SYS_lseek, "lseek"),
    (libc::SYS_memfd_create, "memfd_create"),
    (libc::SYS_mmap, "mmap"),
    (libc::SYS_munmap, "munmap"),
    (libc::SYS_newfstatat, "stat"),
    (libc::SYS_pipe2, "pipe"),
    (libc::SYS_prctl, "prctl"),
    (libc::SYS_pread64, "pread"),
    (libc::SYS_pwrite64, "pwrite"),
    (libc::SYS_renameat2, "rename"),
    (libc::SYS_rt_sigaction, "sigaction"),
    (libc::SYS_rt_sigprocmask, "sigprocmask"),
    (libc::SYS_sched_yield, "yield"),
    (libc::SYS_setpgid, "setpgid"),
    (libc::SYS_shutdown, "shutdown"),
    (libc::SYS_socket, "socket"),
    (libc::SYS_socketpair, "socketpair"),
    (libc::SYS_unlinkat, "unlink"),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_link, "link"),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_rename, "rename"),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_unlink, "unlink"),
];
