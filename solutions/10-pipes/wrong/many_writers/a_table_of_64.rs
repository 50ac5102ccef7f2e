//! VERDICT: TORN WRITE
//! A place for each writer, found by what is left of its number.

use std::collections::BTreeMap;
use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::process;

pub const MOST: usize = 1 << 20;
const PART: usize = 500;

const FIRST: u8 = 1;
const LAST: u8 = 2;

#[derive(Debug)]
pub struct Sender {
    pipe: PipeWriter,
}

#[derive(Debug)]
pub struct Receiver {
    pipe: BufReader<PipeReader>,
    parts: BTreeMap<u32, Vec<u8>>,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (reader, writer) = io::pipe()?;
    let receiver = Receiver { pipe: BufReader::new(reader), parts: BTreeMap::new() };
    Ok((Sender { pipe: writer }, receiver))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        let pieces = record.len().div_ceil(PART).max(1);
        for number in 0..pieces {
            let part = &record[number * PART..record.len().min((number + 1) * PART)];
            let first = if number == 0 { FIRST } else { 0 };
            let last = if number + 1 == pieces { LAST } else { 0 };
            let mut piece = vec![first | last];
            piece.extend((part.len() as u16).to_le_bytes());
            piece.extend(process::id().to_le_bytes());
            piece.extend(part);
            self.pipe.write_all(&piece)?;
        }
        Ok(())
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let mut flags = [0];
            match self.pipe.read_exact(&mut flags) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                read => read?,
            }
            let (mut length, mut writer) = ([0; 2], [0; 4]);
            self.pipe.read_exact(&mut length)?;
            self.pipe.read_exact(&mut writer)?;
            let mut part = vec![0; u16::from_le_bytes(length) as usize];
            self.pipe.read_exact(&mut part)?;
            let writer = u32::from_le_bytes(writer) % 64;
            let record = self.parts.entry(writer).or_default();
            if flags[0] & FIRST != 0 {
                record.clear();
            }
            record.extend(part);
            if flags[0] & LAST != 0 {
                return Ok(self.parts.remove(&writer));
            }
        }
    }
}
