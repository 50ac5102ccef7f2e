//! What the processes of a test say to each other, and what the test does to find them where it wants them.

#![allow(dead_code, reason = "each exercise needs a part of it")]

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::thread;

use forktest::process::{State, state};
use forktest::{Actor, Scene, Seen};
use interleave::Verdict;
use nix::sys::ptrace;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pause};

/// A gate at which processes wait, asleep, until the test lets them through, one at a time.
#[derive(Clone)]
pub(crate) struct Gate(Rc<(PipeReader, PipeWriter)>);

impl Gate {
    pub(crate) fn new() -> Gate {
        Gate(Rc::new(io::pipe().expect("a pipe")))
    }

    /// Waits until it is opened.
    pub(crate) fn wait(&self) {
        (&self.0.0).read_exact(&mut [0]).expect("the gate is there");
    }

    /// What somebody does who waits at this gate and ends with `code`.
    pub(crate) fn then(&self, code: i32) -> impl FnOnce() -> i32 + use<> {
        let gate = self.clone();
        move || {
            gate.wait();
            code
        }
    }

    /// Lets one through.
    pub(crate) fn open(&self) {
        (&self.0.1).write_all(b"!").expect("room for one");
    }
}

/// A letter box for numbers.
#[derive(Clone)]
pub(crate) struct Numbers(Rc<(PipeReader, PipeWriter)>);

impl Numbers {
    pub(crate) fn new() -> Numbers {
        Numbers(Rc::new(io::pipe().expect("a pipe")))
    }

    pub(crate) fn send(&self, number: i32) {
        (&self.0.1).write_all(&number.to_ne_bytes()).expect("room for a number");
    }

    pub(crate) fn receive(&self) -> i32 {
        let mut bytes = [0; 4];
        (&self.0.0).read_exact(&mut bytes).expect("the letter box is there");
        i32::from_ne_bytes(bytes)
    }

    pub(crate) fn receive_pid(&self) -> Pid {
        Pid::from_raw(self.receive())
    }
}

/// Starts a child of the test's own, which the code under test knows nothing of.
pub(crate) fn stranger(work: impl FnOnce() -> i32) -> Pid {
    // SAFETY: a process with process tests has one thread.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            let code = catch_unwind(AssertUnwindSafe(work)).unwrap_or(101);
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(code) }
        }
    }
}

/// Waits until a process has ended, and leaves it to be waited for. For a child of whoever calls it that is one system
/// call, however long it takes, so that the calls of one who is held at each of them have their numbers each time.
pub(crate) fn until_ended(pid: Pid) {
    let is_child = waitid(Id::Pid(pid), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT).is_ok();
    if !is_child {
        until(pid, |state| matches!(state, State::Zombie | State::Gone));
    }
}

/// Waits until a process is in such a state, and returns which.
pub(crate) fn until(pid: Pid, wanted: impl Fn(&State) -> bool) -> State {
    loop {
        let now = state(pid);
        if wanted(&now) {
            return now;
        }
        thread::yield_now();
    }
}

/// What a process has come to: one that was killed a moment ago, or just started, is on its way for a while.
pub(crate) fn at_rest(pid: Pid) -> State {
    until(pid, |state| *state != State::Runs)
}

/// Whether a process has ended, as soon as it is no longer on its way.
pub(crate) fn has_ended(pid: Pid) -> bool {
    matches!(at_rest(pid), State::Zombie | State::Gone)
}

/// How a child of the test ended, and whether anybody else has waited for it: then there is nobody to ask about.
pub(crate) fn still_ours(pid: Pid) -> Option<WaitStatus> {
    waitpid(pid, None).ok()
}

extern "C" fn nothing(_: libc::c_int) {}

/// From now on SIGUSR1 interrupts this process's system calls, and does nothing else.
pub(crate) fn can_be_interrupted() {
    let action = SigAction::new(SigHandler::Handler(nothing), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { sigaction(Signal::SIGUSR1, &action) }.expect("a handler");
}

/// Interrupts a process that said `can_be_interrupted`.
pub(crate) fn interrupt(pid: Pid) {
    kill(pid, Signal::SIGUSR1).expect("it is there");
}

/// Sees that the office sleeps in its wait.
pub(crate) fn expect_asleep(scene: &Scene, office: &Actor<'_>, who: &str) {
    match office.seen() {
        Seen::Asleep(_) => {}
        seen @ (Seen::Polls(_) | Seen::Spins) => {
            scene.fail(Verdict::NoProgress, format!("{who} {seen}: what can it wait in, asleep?"))
        }
        Seen::Ended(_) => office.expect_at("the end of the wait"),
        seen => scene.fail(Verdict::WrongResult, format!("{who} should sleep, and {seen}")),
    }
}

/// Sees that the office sleeps in its wait, and sleeps on each time a signal has come by.
pub(crate) fn expect_undisturbed(scene: &Scene, office: &Actor<'_>, who: &str) {
    expect_asleep(scene, office, who);
    for signals in 1..=3 {
        interrupt(office.pid());
        expect_asleep(scene, office, &format!("{who}, which {signals} signals have come by,"));
    }
}

/// Holds on to a process: when it is killed, its parent hears of that only after `let_go`.
pub(crate) fn hold_on_to(pid: Pid) {
    ptrace::seize(pid, ptrace::Options::empty()).expect("it may be traced");
}

/// Lets go of a process that is about to end.
pub(crate) fn let_go(pid: Pid) {
    // A signal other than SIGKILL stops one that is traced.
    while let Ok(WaitStatus::Stopped(_, signal)) = waitpid(pid, None) {
        let _ = ptrace::cont(pid, signal);
    }
}

/// From now on this process can start no other one. False if the machine does not keep to that.
pub(crate) fn no_more_processes() -> bool {
    // SAFETY: it takes numbers. The limit does not hold for root; nobody has this number.
    unsafe { libc::setuid(65534) };
    setrlimit(Resource::RLIMIT_NPROC, 0, 0).expect("a lower limit");
    // SAFETY: a process with process tests has one thread.
    match unsafe { fork() } {
        Err(_) => true,
        // SAFETY: `_exit` may be called at any time.
        Ok(ForkResult::Child) => unsafe { libc::_exit(0) },
        Ok(ForkResult::Parent { child }) => waitpid(child, None).is_err(),
    }
}

/// Sleeps until a signal ends this process.
pub(crate) fn for_ever() -> i32 {
    loop {
        pause();
    }
}
