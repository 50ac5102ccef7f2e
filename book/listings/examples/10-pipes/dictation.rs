//! A text goes to a child, and comes back in capitals.

// ANCHOR: program
use std::io::{self, Read, Write};
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn in_capitals(text: &[u8]) -> io::Result<Vec<u8>> {
    let (mut theirs, mut to_child) = io::pipe()?;
    let (mut from_child, mut answer) = io::pipe()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop((to_child, from_child));
            let mut piece = [0; 4096];
            loop {
                let read = theirs.read(&mut piece).unwrap();
                if read == 0 {
                    exit(0);
                }
                answer.write_all(&piece[..read].to_ascii_uppercase()).unwrap();
            }
        }
        ForkResult::Parent { child } => {
            drop((theirs, answer));
            to_child.write_all(text)?;
            drop(to_child);
            let mut capitals = Vec::new();
            from_child.read_to_end(&mut capitals)?;
            waitpid(child, None)?;
            Ok(capitals)
        }
    }
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    // ANCHOR: sizes
    for size in [1000, 10_000, 100_000] {
        println!("{size} bytes there, {} back", in_capitals(&vec![b'a'; size])?.len());
    }
    // ANCHOR_END: sizes
    Ok(())
}
