//! VERDICT: TORN WRITE
//! The last piece is the one that is not full. A record that ends with a full piece never ends.

use std::collections::HashMap;
use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::process;

use nix::libc::PIPE_BUF;

pub const MOST: usize = 1 << 20;
const HEADER: usize = 8;

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
    let receiver = Receiver { pipe: BufReader::new(reader), parts: HashMap::new() };
    Ok((Sender { pipe: writer }, receiver))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        for part in record.chunks(PIPE_BUF - HEADER).chain(record.is_empty().then_some(&[][..])) {
            let mut piece = process::id().to_ne_bytes().to_vec();
            piece.extend((part.len() as u32).to_ne_bytes());
            piece.extend(part);
            self.pipe.write_all(&piece)?;
        }
        Ok(())
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let mut header = [0; HEADER];
            match self.pipe.read_exact(&mut header) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                read => read?,
            }
            let [writer, length] = [0, 4].map(|at| {
                u32::from_ne_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
            });
            let record = self.parts.entry(writer).or_default();
            let begin = record.len();
            record.resize(begin + length as usize, 0);
            self.pipe.read_exact(&mut record[begin..])?;
            if (length as usize) < PIPE_BUF - HEADER {
                return Ok(self.parts.remove(&writer));
            }
        }
    }
}
