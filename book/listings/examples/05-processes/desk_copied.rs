//! A number, a fork, and a change on one side.

use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() {
    // ANCHOR: program
    let mut letters = 10;
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            letters += 1;
            println!("the copy counts {letters}");
            exit(0);
        }
        ForkResult::Parent { child } => {
            waitpid(child, None).unwrap();
            println!("the clerk counts {letters}");
        }
    }
    // ANCHOR_END: program
}
