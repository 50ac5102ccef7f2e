//! A loop that starts processes and has no end.

// ANCHOR: program
use forktest::Scene;
use nix::unistd::{ForkResult, fork, pause};

fn program(_: &Scene) {
    loop {
        // SAFETY: this process has one thread.
        if let ForkResult::Child = unsafe { fork() }.unwrap() {
            pause();
        }
    }
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
