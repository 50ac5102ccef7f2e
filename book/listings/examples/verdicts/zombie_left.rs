//! A child that nobody waits for.

// ANCHOR: program
use forktest::Scene;
use nix::unistd::{ForkResult, fork};

fn program(_: &Scene) {
    // SAFETY: this process has one thread.
    if let ForkResult::Child = unsafe { fork() }.unwrap() {
        // SAFETY: `_exit` may be called at any time.
        unsafe { libc::_exit(0) }
    }
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
