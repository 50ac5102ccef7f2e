//! VERDICT: TORN WRITE
//! After a short write all of it is written again.

use std::io::{self, ErrorKind, Read, Write};

pub const MOST: usize = 1 << 20;

pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    if message.len() > MOST {
        return Err(ErrorKind::InvalidInput.into());
    }
    let frame = [&(message.len() as u32).to_be_bytes()[..], message].concat();
    let mut written = 0;
    while written < frame.len() {
        match to.write(&frame) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(taken) => written += taken,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
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
    let length = u32::from_be_bytes(length) as usize;
    if length > MOST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut message = vec![0; length];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}
