//! A Python programmer's pieces: one line of JSON each, short enough to be whole.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, ErrorKind, PipeReader, PipeWriter, Write};
use std::process;

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Piece {
    writer: u32,
    is_first: bool,
    is_last: bool,
    bytes: Vec<u8>,
}

pub const MOST: usize = 1 << 20;
const PART: usize = 900;

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
        let pieces = record.len().div_ceil(PART).max(1);
        for number in 0..pieces {
            let piece = Piece {
                writer: process::id(),
                is_first: number == 0,
                is_last: number + 1 == pieces,
                bytes: record.iter().skip(number * PART).take(PART).copied().collect(),
            };
            let mut line = serde_json::to_vec(&piece)?;
            line.push(b'\n');
            self.pipe.write_all(&line)?;
        }
        Ok(())
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = String::new();
        while self.pipe.read_line(&mut line)? > 0 {
            let piece: Piece = serde_json::from_str(&line)?;
            let record = self.parts.entry(piece.writer).or_default();
            if piece.is_first {
                record.clear();
            }
            record.extend(piece.bytes);
            if piece.is_last {
                return Ok(self.parts.remove(&piece.writer));
            }
            line.clear();
        }
        Ok(None)
    }
}
