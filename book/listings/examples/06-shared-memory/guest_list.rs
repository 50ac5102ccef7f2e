//! A list that a child appends to.

// ANCHOR: program
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() {
    let mut guests = vec!["Ann"];
    let place = &raw const guests;
    // SAFETY: this process has one thread.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Child => {
            guests.push("Ben");
            println!("child:  {guests:?}, at the same address: {}", place == &raw const guests);
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None).expect("it has ended");
            println!("parent: {guests:?}");
        }
    }
}
// ANCHOR_END: program
