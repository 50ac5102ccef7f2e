//! Signals that cut off the call in which a process sleeps.

use std::thread;

use forktest::process::{State, state};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::unistd::Pid;

/// How many signals come while one call waits. Whoever counts the tries gives up some time.
pub(crate) const SIGNALS: usize = 5;

/// From now on, SIGUSR1 does no harm to this process and its forks, but cuts off the call that they sleep in.
pub(crate) fn signals_cut_off() {
    let handler = SigAction::new(SigHandler::Handler(ignore), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { sigaction(Signal::SIGUSR1, &handler) }.expect("it may be handled");
}

extern "C" fn ignore(_: i32) {}

/// Waits until that process sleeps, and sends it a signal.
pub(crate) fn interrupt(pid: Pid) {
    while !matches!(state(pid), State::Sleeps(_)) {
        thread::yield_now();
    }
    kill(pid, Signal::SIGUSR1).expect("it is there");
}
