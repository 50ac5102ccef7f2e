//! VERDICT: WRONG RESULT
//! `usize` has eight bytes here, and another number elsewhere.

use std::io::{self, ErrorKind, Read, Write};

pub const MOST: usize = 1 << 20;

pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    if message.len() > MOST {
        return Err(ErrorKind::InvalidInput.into());
    }
    to.write_all(&message.len().to_be_bytes())?;
    to.write_all(message)
}

pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    let first = loop {
        match from.read(&mut length) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[first..])?;
    let length = usize::from_be_bytes(length);
    if length > MOST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut message = vec![0; length];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}
