//! Threads of another process, which are traced: they stop, and go on step by step.

use std::fs;
use std::thread;

use nix::sys::ptrace::{self, Event, Options};
use nix::sys::signal::Signal;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::Pid;

/// The threads of a process.
fn threads_of(process: Pid) -> Vec<Pid> {
    let folder = fs::read_dir(format!("/proc/{process}/task")).expect("it is there");
    let numbers = folder.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.map(Pid::from_raw).collect()
}

/// Threads of a process that this process traces.
pub(crate) struct Traced(Vec<Pid>);

impl Traced {
    pub(crate) fn all_of(process: Pid) -> Traced {
        let mut threads = threads_of(process);
        // One that has answered somebody may be on its way out.
        threads.retain(|thread| ptrace::seize(*thread, Options::PTRACE_O_TRACECLONE).is_ok());
        assert!(
            !threads.is_empty(),
            "this machine does not let a process trace its children (a container may need `--cap-add SYS_PTRACE`)"
        );
        Traced(threads)
    }

    /// The next thread that one of them starts, before its first step; none if it is over without. The others are let
    /// go.
    pub(crate) fn first_new_thread(mut self, over: impl Fn() -> bool) -> Option<Thread> {
        let mut new = None;
        while new.is_none() && !over() {
            self.0.retain(|thread| match stopped(*thread) {
                Some(status) => {
                    new = new.or(started(*thread, status));
                    go_on(*thread, status)
                }
                None => true,
            });
            thread::yield_now();
        }
        self.0.into_iter().for_each(let_go);
        new.map(Thread)
    }
}

/// A thread that stands still, traced.
pub(crate) struct Thread(Pid);

impl Thread {
    /// Lets it go on for so many instructions; false if it has ended, or it is over, and the thread is let go.
    pub(crate) fn steps(&self, count: usize, over: impl Fn() -> bool) -> bool {
        (0..count).all(|_| self.goes(|signal| ptrace::step(self.0, signal), &over))
    }

    /// Lets it go on to the beginning or the end of a system call; false as above.
    pub(crate) fn call(&self, over: impl Fn() -> bool) -> bool {
        self.goes(|signal| ptrace::syscall(self.0, signal), &over)
    }

    fn goes(
        &self,
        how: impl Fn(Option<Signal>) -> nix::Result<()>,
        over: &impl Fn() -> bool,
    ) -> bool {
        if over() {
            let_go(self.0);
            return false;
        }
        let mut signal = None;
        loop {
            if how(signal).is_err() {
                return false;
            }
            match self.stops(over) {
                Some(WaitStatus::Stopped(_, other)) if other != Signal::SIGTRAP => {
                    signal = Some(other)
                }
                Some(WaitStatus::Exited(..) | WaitStatus::Signaled(..)) | None => return false,
                Some(_) => return true,
            }
        }
    }

    /// Waits until it stops or ends; none if it is over meanwhile, and the thread is let go.
    fn stops(&self, over: &impl Fn() -> bool) -> Option<WaitStatus> {
        let any = WaitPidFlag::WEXITED
            | WaitPidFlag::WSTOPPED
            | WaitPidFlag::WNOWAIT
            | WaitPidFlag::__WALL;
        loop {
            // It sleeps until the thread stops, or ann has ended.
            let _ = waitid(Id::All, any);
            if let Some(status) = stopped(self.0) {
                return Some(status);
            }
            if over() {
                let_go(self.0);
                return None;
            }
            thread::yield_now();
        }
    }
}

/// What a thread has stopped for, or how it has ended; none if it goes on.
fn stopped(thread: Pid) -> Option<WaitStatus> {
    match waitpid(thread, Some(WaitPidFlag::WNOHANG | WaitPidFlag::__WALL)) {
        Ok(WaitStatus::StillAlive) => None,
        Ok(status) => Some(status),
        // There is no such thread any more.
        Err(_) => Some(WaitStatus::Exited(thread, 0)),
    }
}

/// The thread that this one has started, which stands before its first step; none if it has stopped for another reason.
fn started(thread: Pid, status: WaitStatus) -> Option<Pid> {
    let WaitStatus::PtraceEvent(_, _, event) = status else { return None };
    let number =
        ptrace::getevent(thread).ok().filter(|_| event == Event::PTRACE_EVENT_CLONE as i32)?;
    let new = Pid::from_raw(number.try_into().expect("the number of a thread"));
    while stopped(new).is_none() {
        thread::yield_now();
    }
    Some(new)
}

/// Lets a thread go on that has stopped; false if it has ended.
fn go_on(thread: Pid, status: WaitStatus) -> bool {
    let signal = match status {
        WaitStatus::Stopped(_, signal) if signal != Signal::SIGTRAP => Some(signal),
        _ => None,
    };
    ptrace::cont(thread, signal).is_ok()
}

/// Traces a thread no longer, wherever it is.
fn let_go(thread: Pid) {
    // If it stands still, it is let go from there.
    let _ = ptrace::interrupt(thread);
    loop {
        // The trap of its last step may be on the way, and would end a process that is not traced.
        if !is_trapped(thread) && ptrace::detach(thread, None).is_ok() {
            return;
        }
        match stopped(thread) {
            Some(WaitStatus::Exited(..) | WaitStatus::Signaled(..)) => return,
            Some(status) => {
                if let Some(new) = started(thread, status) {
                    let _ = ptrace::detach(new, None);
                }
                if is_trapped(thread) {
                    let _ = ptrace::cont(thread, None);
                }
            }
            None => thread::yield_now(),
        }
    }
}

/// Whether a SIGTRAP waits to be delivered to it.
fn is_trapped(thread: Pid) -> bool {
    let status = fs::read_to_string(format!("/proc/{thread}/status")).unwrap_or_default();
    let pending = status.lines().find_map(|line| line.strip_prefix("SigPnd:"));
    let pending = pending.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    pending.unwrap_or(0) & 1 << (Signal::SIGTRAP as u64 - 1) != 0
}
