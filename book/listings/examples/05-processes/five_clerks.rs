//! Five processes, each with an argument: all are started, then all are waited for.

use std::process::exit;

use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

// ANCHOR: program
fn start(work: impl FnOnce() -> i32) -> Pid {
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => exit(work()),
    }
}

fn main() {
    let clerks: Vec<Pid> = (1..=5).map(|number| start(move || number * number)).collect();
    for (number, clerk) in (1..).zip(clerks) {
        if let WaitStatus::Exited(_, code) = waitpid(clerk, None).unwrap() {
            println!("clerk {number} ended with {code}");
        }
    }
}
// ANCHOR_END: program
