//! A pipe from a child to its parent.

// ANCHOR: program
use std::io::{self, BufRead, BufReader, Write};
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> io::Result<()> {
    let (reader, mut writer) = io::pipe()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(reader);
            for report in ["fog", "still fog", "a ship"] {
                writeln!(writer, "{report}")?;
            }
            exit(0);
        }
        ForkResult::Parent { child } => {
            drop(writer);
            for report in BufReader::new(reader).lines() {
                println!("the lighthouse says: {}", report?);
            }
            println!("the lighthouse says no more");
            waitpid(child, None)?;
        }
    }
    Ok(())
}
// ANCHOR_END: program
