//! Pipes and sockets as files, whatever the standard library would put around them.

use std::fs::File;
use std::os::unix::net::UnixStream;

use nix::fcntl::OFlag;

/// A pipe: its reading and its writing end. Programs that we start do not inherit them.
pub fn pipe() -> (File, File) {
    let (reader, writer) = nix::unistd::pipe2(OFlag::O_CLOEXEC).expect("make a pipe");
    (File::from(reader), File::from(writer))
}

/// A connection that goes both ways.
pub fn both_ways() -> (UnixStream, UnixStream) {
    UnixStream::pair().expect("make a pair of sockets")
}
