//! VERDICT: MESSAGE LOST
//! One `read` is taken for one `write`, without packets.

use std::collections::HashMap;
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::process;

use nix::fcntl::OFlag;
use nix::libc::PIPE_BUF;
use nix::unistd::pipe2;

pub const MOST: usize = 1 << 20;
const HEADER: usize = 5;

#[derive(Debug)]
pub struct Sender {
    pipe: PipeWriter,
}

#[derive(Debug)]
pub struct Receiver {
    pipe: PipeReader,
    parts: HashMap<[u8; 4], Vec<u8>>,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (reader, writer) = pipe2(OFlag::O_CLOEXEC)?;
    let receiver = Receiver { pipe: reader.into(), parts: HashMap::new() };
    Ok((Sender { pipe: writer.into() }, receiver))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut pieces = record.chunks(PIPE_BUF - HEADER).collect::<Vec<_>>();
        if pieces.is_empty() {
            pieces.push(&[]);
        }
        for (left, part) in (0..pieces.len()).rev().zip(&pieces) {
            // 0: the last one; 1: another one; 2: the first of several.
            let mark = if left == 0 { 0 } else { 1 + u8::from(left + 1 == pieces.len()) };
            let mut piece = process::id().to_ne_bytes().to_vec();
            piece.push(mark);
            piece.extend(*part);
            self.pipe.write_all(&piece)?;
        }
        Ok(())
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut packet = [0; PIPE_BUF];
        loop {
            let length = match self.pipe.read(&mut packet) {
                Ok(0) => return Ok(None),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            let writer = [packet[0], packet[1], packet[2], packet[3]];
            let record = self.parts.entry(writer).or_default();
            if packet[4] == 2 {
                record.clear();
            }
            record.extend(&packet[HEADER..length]);
            if packet[4] == 0 {
                return Ok(self.parts.remove(&writer));
            }
        }
    }
}
