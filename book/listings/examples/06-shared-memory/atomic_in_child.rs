//! An atomic that a child adds to.

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

static VISITORS: AtomicU32 = AtomicU32::new(0);

fn main() {
    // SAFETY: this process has one thread.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Child => {
            VISITORS.fetch_add(1, SeqCst);
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => waitpid(child, None).expect("it has ended"),
    };
    println!("{}", VISITORS.load(SeqCst));
}
// ANCHOR_END: program
