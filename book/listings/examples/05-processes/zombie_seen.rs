//! What is left of a process that has ended.

use std::thread;

use forktest::process::{State, state};
use nix::sys::signal::kill;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() {
    // ANCHOR: program
    // SAFETY: this program has one thread.
    let ForkResult::Parent { child } = unsafe { fork() }.unwrap() else {
        // SAFETY: `_exit` may be called at any time.
        unsafe { libc::_exit(7) }
    };
    while state(child) != State::Zombie {
        thread::yield_now();
    }
    println!("it {}; `kill` finds it: {}", state(child), kill(child, None).is_ok());
    waitpid(child, None).unwrap();
    println!("it {}; `kill` finds it: {}", state(child), kill(child, None).is_ok());
    // ANCHOR_END: program
}
