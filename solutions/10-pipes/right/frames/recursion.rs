//! Python's `recv_exactly`: what is missing is read by the same function.

use std::io::{self, ErrorKind, Read, Write};

pub const MOST: usize = 1 << 20;

pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    if message.len() > MOST {
        return Err(ErrorKind::InvalidInput.into());
    }
    to.write_all(&(message.len() as u32).to_be_bytes())?;
    to.write_all(message)
}

pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    let first = some(from, 4)?;
    if first.is_empty() {
        return Ok(None);
    }
    let length = rest(from, first, 4)?;
    let length = length.iter().fold(0, |sum, &byte| sum << 8 | byte as usize);
    if length > MOST {
        return Err(ErrorKind::InvalidData.into());
    }
    rest(from, Vec::new(), length).map(Some)
}

fn some<R: Read + ?Sized>(from: &mut R, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; most];
    loop {
        match from.read(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => {
                bytes.truncate(read?);
                return Ok(bytes);
            }
        }
    }
}

fn rest<R: Read + ?Sized>(from: &mut R, mut have: Vec<u8>, all: usize) -> io::Result<Vec<u8>> {
    while have.len() < all {
        let more = some(from, all - have.len())?;
        if more.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        have.extend(more);
    }
    Ok(have)
}
