//! One socket pair, two directions.

// ANCHOR: program
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() -> io::Result<()> {
    let (here, there) = UnixStream::pair()?;
    // SAFETY: this program has one thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(here);
            let mut line = BufReader::new(there);
            let mut question = String::new();
            while line.read_line(&mut question)? > 0 {
                let answer = question.trim_end().len();
                writeln!(line.get_mut(), "{answer} letters")?;
                question.clear();
            }
            exit(0);
        }
        ForkResult::Parent { child } => {
            drop(there);
            let mut line = BufReader::new(here);
            for question in ["fog", "a ship"] {
                writeln!(line.get_mut(), "{question}")?;
                let mut answer = String::new();
                line.read_line(&mut answer)?;
                println!("{question}: {}", answer.trim_end());
            }
            drop(line);
            waitpid(child, None)?;
        }
    }
    Ok(())
}
// ANCHOR_END: program
