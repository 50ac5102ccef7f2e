//! VERDICT: WRONG RESULT
//! A line for each message, as `readline` has it: a message with a line end in it is two.

use std::io::{self, ErrorKind, Read, Write};

pub const MOST: usize = 1 << 20;

pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    to.write_all(message)?;
    to.write_all(b"\n")
}

pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    let mut message = Vec::new();
    for byte in from.bytes() {
        match byte? {
            b'\n' => return Ok(Some(message)),
            byte => message.push(byte),
        }
    }
    if message.is_empty() { Ok(None) } else { Err(ErrorKind::UnexpectedEof.into()) }
}
