//! Both ends of a pipe, and nobody to close them.

// ANCHOR: program
use std::os::fd::IntoRawFd;

use forktest::Scene;

fn program(_: &Scene) {
    let (reader, writer) = std::io::pipe().unwrap();
    // From here on they are two numbers, and a number closes nothing.
    let _numbers = (reader.into_raw_fd(), writer.into_raw_fd());
}
// ANCHOR_END: program

fn main() {
    print!("{}", forktest::told(program).expect("one more process"));
}
