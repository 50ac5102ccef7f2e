//! # One box, many writers
//!
//! Several processes put records into one box, and one process takes them out. A record is some bytes, between none and
//! a million. Everybody writes at the same time. No record may come out torn, or with another one's bytes in it.
//!
//! All of them have the same pipe: they inherit it when they are forked. The kernel promises that nobody gets in
//! between the bytes of one `write` to a pipe, if these are at most `PIPE_BUF` (`nix::libc::PIPE_BUF`, 4,096 on Linux).
//! For a longer one it promises nothing: it may go in pieces, with other writes in between.
//!
//! 1. `mailbox` makes the two ends. `Sender` has no `clone`: each process has the one that it inherited.
//! 2. `send` writes one record, so that `recv` can put it together again whatever other processes write meanwhile.
//! 3. `recv` returns the next record that is complete.
//!
//! Who has sent a piece? Each process has a number (`std::process::id`), below 4,194,304. Some day the number of a dead
//! process is given to a new one.
//!
//! A writer may be stopped in the middle of a long record, or killed. It keeps nobody else from sending, and nobody
//! else's records from being received. So a lock that is held for the length of a record is not the way.
//!
//! Check it with `cargo test -p pipes --test many_writers`.

use std::io;

/// How many bytes the longest record has.
pub const MOST: usize = 1 << 20;

/// The end that records are put in at. A process that is forked inherits it.
#[derive(Debug)]
pub struct Sender {
    // Your choice.
}

/// The end that records are taken out at. One process has it.
#[derive(Debug)]
pub struct Receiver {
    // Your choice.
}

/// The two ends of a new box.
///
/// # Errors
/// When the system has no descriptors left.
pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    todo!("a pipe")
}

impl Sender {
    /// Sends one record. It may have to wait until the receiver has made room.
    ///
    /// The records of one process are received in the order in which it has sent them.
    ///
    /// # Errors
    /// `InvalidInput` if the record is longer than [`MOST`]; then nothing was sent. `BrokenPipe` if the receiver is
    /// gone. Otherwise what the system says, but never `Interrupted`.
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        todo!("write it in pieces that cannot be torn")
    }
}

impl Receiver {
    /// Takes out the next record that is complete, and sleeps until there is one; `None` if every `Sender` is gone, in
    /// all processes, and all complete records were taken out.
    ///
    /// Records that were never completed, since their writers were killed, are dropped.
    ///
    /// # Errors
    /// What the system says, but never `Interrupted`.
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        todo!("put pieces together until a record is complete")
    }
}
