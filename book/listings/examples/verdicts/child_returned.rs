//! A child that leaves the function in which it was made.

// ANCHOR: program
use forktest::Scene;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn program(_: &Scene) {
    // SAFETY: this process has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => drop(waitpid(child, None)),
        // The child goes where the parent goes.
        ForkResult::Child => (),
    }
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
