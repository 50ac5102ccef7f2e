//! SIGTERM and SIGKILL.

use std::io::{self, Read, Write};

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pause};

// ANCHOR: program
extern "C" fn tidy_up(_: libc::c_int) {
    // SAFETY: `_exit` may be called at any time.
    unsafe { libc::_exit(9) }
}

/// A clerk who works until somebody ends it, and tidies up if it is asked.
fn clerk(ready: impl FnOnce()) {
    let action = SigAction::new(SigHandler::Handler(tidy_up), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing but `_exit`.
    unsafe { sigaction(Signal::SIGTERM, &action) }.unwrap();
    ready();
    loop {
        pause();
    }
}

fn main() -> io::Result<()> {
    for signal in [Signal::SIGTERM, Signal::SIGKILL] {
        let pid = start_clerk()?;
        kill(pid, signal)?;
        match waitpid(pid, None)? {
            WaitStatus::Exited(_, code) => println!("{signal}: exit code {code}"),
            WaitStatus::Signaled(_, by, _) => println!("{signal}: ended by {by}"),
            other => println!("{other:?}"),
        }
    }
    Ok(())
}
// ANCHOR_END: program

/// Starts one, and waits until it is ready.
fn start_clerk() -> io::Result<Pid> {
    let (mut is_ready, mut ready) = io::pipe()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            clerk(|| ready.write_all(b"!").unwrap());
            unreachable!("it works until it is ended");
        }
        ForkResult::Parent { child } => {
            is_ready.read_exact(&mut [0])?;
            Ok(child)
        }
    }
}
