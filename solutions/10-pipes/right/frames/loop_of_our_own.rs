//! As in C: a function that reads until it has all, or the end has come.

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
    let mut length = [0; 4];
    match fill(from, &mut length)? {
        0 => return Ok(None),
        4 => {}
        _ => return Err(ErrorKind::UnexpectedEof.into()),
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MOST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut message = vec![0; length];
    if fill(from, &mut message)? < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(message))
}

fn fill<R: Read + ?Sized>(from: &mut R, into: &mut [u8]) -> io::Result<usize> {
    let mut have = 0;
    while have < into.len() {
        match from.read(&mut into[have..]) {
            Ok(0) => break,
            Ok(more) => have += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(have)
}
