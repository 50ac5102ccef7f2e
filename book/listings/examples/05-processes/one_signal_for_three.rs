//! Three children end, and the parent is told once.

use std::thread;

use forktest::process::{State, state};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

fn start() -> Pid {
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        // SAFETY: `_exit` may be called at any time.
        ForkResult::Child => unsafe { libc::_exit(0) },
    }
}

/// Whether a signal waits to be taken.
fn is_pending(signal: Signal) -> bool {
    // SAFETY: all zeros is a set, which the call fills.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigpending(&mut set);
        libc::sigismember(&set, signal as i32) == 1
    }
}

fn main() {
    // ANCHOR: program
    let mut signals = SigSet::empty();
    signals.add(Signal::SIGCHLD);
    signals.thread_block().unwrap();
    for child in [start(), start(), start()] {
        while state(child) != State::Zombie {
            thread::yield_now();
        }
    }
    let mut signals_taken = 0;
    while is_pending(Signal::SIGCHLD) {
        signals.wait().unwrap();
        signals_taken += 1;
    }
    let mut ends_told = 0;
    while let Ok(WaitStatus::Exited(..)) = waitpid(None, Some(WaitPidFlag::WNOHANG)) {
        ends_told += 1;
    }
    println!("signals: {signals_taken}, ends: {ends_told}");
    // ANCHOR_END: program
}
