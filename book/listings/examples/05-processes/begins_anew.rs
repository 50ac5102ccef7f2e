//! What a fork sees of the program, and what a new run of it sees.

// ANCHOR: program
use std::env;
use std::io;
use std::process::{Command, exit};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

static LETTERS: AtomicU32 = AtomicU32::new(0);

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("helper") {
        println!("spawned: {} letters", LETTERS.load(SeqCst));
        return Ok(());
    }
    LETTERS.store(10, SeqCst);
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            println!("forked: {} letters", LETTERS.load(SeqCst));
            exit(0);
        }
        ForkResult::Parent { child } => _ = waitpid(child, None)?,
    }
    Command::new(env::current_exe()?).arg("helper").status()?;
    Ok(())
}
// ANCHOR_END: program
