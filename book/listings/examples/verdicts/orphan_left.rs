//! A child that is still running when its parent is done.

// ANCHOR: program
use forktest::Scene;
use nix::unistd::{ForkResult, fork, pause};

fn program(_: &Scene) {
    // SAFETY: this process has one thread.
    if let ForkResult::Child = unsafe { fork() }.unwrap() {
        loop {
            pause();
        }
    }
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
