//! A list that a forked process puts something into.

use std::io;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: program
fn main() -> io::Result<()> {
    let mut jobs = vec!["sweep"];
    // SAFETY: this process has one thread, and the child only changes a list and ends.
    match unsafe { fork() }? {
        ForkResult::Child => {
            jobs.push("wipe");
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(if jobs.len() == 2 { 0 } else { 1 }) }
        }
        ForkResult::Parent { child } => {
            let ended = waitpid(child, None)?;
            println!("the child put a second job on the list: {}", ended.exit_status_is(0));
            println!("the parent's list: {jobs:?}");
        }
    }
    Ok(())
}
// ANCHOR_END: program

trait Ended {
    fn exit_status_is(self, code: i32) -> bool;
}

impl Ended for nix::sys::wait::WaitStatus {
    fn exit_status_is(self, code: i32) -> bool {
        matches!(self, nix::sys::wait::WaitStatus::Exited(_, own) if own == code)
    }
}
