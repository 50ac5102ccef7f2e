//! Text in a buffer, and a fork.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> io::Result<()> {
    let scene = forktest::Scene::new()?;
    let path = scene.path("letter");
    // ANCHOR: program
    let mut letter = BufWriter::new(File::create(&path)?);
    write!(letter, "Dear reader! ")?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            write!(letter, "I am the copy. ")?;
            letter.flush()?;
            // SAFETY: `_exit` may be called at any time.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None)?;
            write!(letter, "I am the clerk. ")?;
            letter.flush()?;
        }
    }
    println!("{}", fs::read_to_string(&path)?);
    // ANCHOR_END: program
    Ok(())
}
