//! Its errors say what was wrong, and it flushes what it has written.

use std::io::{self, ErrorKind, Read, Write};

pub const MOST: usize = 1 << 20;

pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).ok().filter(|&length| length as usize <= MOST);
    let Some(length) = length else {
        let words = format!("a message of {} bytes; the longest has {MOST}", message.len());
        return Err(io::Error::new(ErrorKind::InvalidInput, words));
    };
    to.write_all(&length.to_be_bytes())?;
    to.write_all(message)?;
    to.flush()
}

pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let mut have = 0;
    while have < length.len() {
        match from.read(&mut length[have..]) {
            Ok(0) if have == 0 => return Ok(None),
            Ok(0) => {
                return Err(io::Error::new(ErrorKind::UnexpectedEof, "in the middle of a length"));
            }
            Ok(more) => have += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
    }
    let length = u32::from_be_bytes(length);
    if length as usize > MOST {
        let words = format!("a frame claims {length} bytes; the longest has {MOST}");
        return Err(io::Error::new(ErrorKind::InvalidData, words));
    }
    let mut message = vec![0; length as usize];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}
