//! How much a pipe holds, and how much is written whole.

use std::io;

use nix::fcntl::{FcntlArg, fcntl};

fn main() -> io::Result<()> {
    // ANCHOR: program
    let (reader, _writer) = io::pipe()?;
    println!("a pipe holds {} bytes", fcntl(&reader, FcntlArg::F_GETPIPE_SZ)?);
    println!("up to {} are written whole", libc::PIPE_BUF);
    // ANCHOR_END: program
    Ok(())
}
