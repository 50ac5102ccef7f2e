//! How many processes come of two forks in a loop.

use std::io::{self, Read, Write};

use nix::sys::wait::waitpid;
use nix::unistd::fork;

fn main() {
    let (mut out, mut into) = io::pipe().unwrap();
    let first = nix::unistd::getpid();
    // ANCHOR: program
    for _ in 0..2 {
        // SAFETY: this program has one thread.
        unsafe { fork() }.unwrap();
    }
    into.write_all(b"x").unwrap();
    // ANCHOR_END: program
    while waitpid(None, None).is_ok() {}
    if nix::unistd::getpid() == first {
        drop(into);
        let mut all = Vec::new();
        out.read_to_end(&mut all).unwrap();
        println!("{}", all.len());
    }
}
