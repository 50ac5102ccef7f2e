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

// ANSWER
// | use std::io;
use std::collections::HashMap;
use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::process;

use nix::libc::PIPE_BUF;
// END

/// How many bytes the longest record has.
pub const MOST: usize = 1 << 20;
// ANSWER

/// What stands before the bytes of each piece: whose it is, how long the whole record is, and how much of it came
/// before. All three as the machine has them, since nobody else reads them.
const HEADER: usize = 12;
// END

/// The end that records are put in at. A process that is forked inherits it.
#[derive(Debug)]
pub struct Sender {
    // ANSWER
    // | // Your choice.
    pipe: PipeWriter,
    // END
}

/// The end that records are taken out at. One process has it.
#[derive(Debug)]
pub struct Receiver {
    // ANSWER
    // | // Your choice.
    pipe: BufReader<PipeReader>,
    /// What each writer has sent so far of a record that is not complete. One that was killed leaves its part here.
    parts: HashMap<u32, Vec<u8>>,
    // END
}

/// The two ends of a new box.
///
/// # Errors
/// When the system has no descriptors left.
pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    // ANSWER
    // | todo!("a pipe")
    let (reader, writer) = io::pipe()?;
    let receiver = Receiver { pipe: BufReader::new(reader), parts: HashMap::new() };
    Ok((Sender { pipe: writer }, receiver))
    // END
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
        // ANSWER
        // | todo!("write it in pieces that cannot be torn")
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut sent = 0;
        loop {
            let part = &record[sent..record.len().min(sent + PIPE_BUF - HEADER)];
            let mut piece = Vec::with_capacity(PIPE_BUF);
            for number in [process::id(), record.len() as u32, sent as u32] {
                piece.extend(number.to_ne_bytes());
            }
            piece.extend(part);
            // SOLUTION One `write`, since there are at most `PIPE_BUF` bytes: all of them go, or none.
            self.pipe.write_all(&piece)?;
            sent += part.len();
            if sent == record.len() {
                return Ok(());
            }
        }
        // END
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
        // ANSWER
        // | todo!("put pieces together until a record is complete")
        loop {
            let mut header = [0; HEADER];
            match self.pipe.read_exact(&mut header) {
                // SOLUTION Pieces come whole, so the end cannot be in the middle of one.
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                read => read?,
            }
            let [writer, length, before] = [0, 4, 8].map(|at| {
                u32::from_ne_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
            });
            let record = self.parts.entry(writer).or_default();
            // SOLUTION A dead process's number may have been given to a new one, which begins at the beginning.
            record.truncate(before as usize);
            let left = (length - before) as usize;
            let begin = record.len();
            record.resize(begin + left.min(PIPE_BUF - HEADER), 0);
            self.pipe.read_exact(&mut record[begin..])?;
            if record.len() == length as usize {
                return Ok(self.parts.remove(&writer));
            }
        }
        // END
    }
}
