//! VERDICT: WRONG RESULT
//! The reading end is set not to block, and what is not there yet is taken for the end.

use std::collections::HashMap;
use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::process;

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::libc::PIPE_BUF;

pub const MOST: usize = 1 << 20;
const HEADER: usize = 12;

#[derive(Debug)]
pub struct Sender {
    pipe: PipeWriter,
}

#[derive(Debug)]
pub struct Receiver {
    pipe: BufReader<PipeReader>,
    parts: HashMap<u32, Vec<u8>>,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (reader, writer) = io::pipe()?;
    fcntl(&reader, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
    let receiver = Receiver { pipe: BufReader::new(reader), parts: HashMap::new() };
    Ok((Sender { pipe: writer }, receiver))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
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
            self.pipe.write_all(&piece)?;
            sent += part.len();
            if sent == record.len() {
                return Ok(());
            }
        }
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let mut header = [0; HEADER];
            match self.pipe.read_exact(&mut header) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                read => read?,
            }
            let [writer, length, before] = [0, 4, 8].map(|at| {
                u32::from_ne_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
            });
            let record = self.parts.entry(writer).or_default();
            record.truncate(before as usize);
            let left = (length - before) as usize;
            let begin = record.len();
            record.resize(begin + left.min(PIPE_BUF - HEADER), 0);
            self.pipe.read_exact(&mut record[begin..])?;
            if record.len() == length as usize {
                return Ok(self.parts.remove(&writer));
            }
        }
    }
}
