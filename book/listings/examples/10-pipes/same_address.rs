//! A child sends the address of a number. Its parent has another number there.

// ANCHOR: program
use std::io::{self, Read, Write};
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> io::Result<()> {
    let mut ships = Box::new(1);
    let (mut reader, mut writer) = io::pipe()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            *ships = 2;
            let address = &raw const *ships;
            writer.write_all(&address.addr().to_ne_bytes())?;
            exit(0);
        }
        ForkResult::Parent { child } => {
            let mut bytes = [0; size_of::<usize>()];
            reader.read_exact(&mut bytes)?;
            waitpid(child, None)?;
            let mine = (&raw const *ships).addr();
            println!("the same address: {}", usize::from_ne_bytes(bytes) == mine);
            println!("the child wrote 2 there, and here it is {ships}");
        }
    }
    Ok(())
}
// ANCHOR_END: program
