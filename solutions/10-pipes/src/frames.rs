//! # Messages in a stream of bytes
//!
//! The lighthouse sends the harbour reports through a pipe. A pipe has no messages. It has bytes: whoever writes twice
//! may be read in one piece, and whoever writes once in ten. So each report travels in a frame: four bytes that say how
//! long it is, and then the report itself.
//!
//! 1. `write_frame` writes the length of the message as a `u32`, the highest byte first (`to_be_bytes`), and then the
//!    message.
//! 2. `read_frame` reads such a frame, in however many pieces it comes, and not one byte of the next.
//! 3. The end of the stream is where no frame has begun. In the middle of a frame, also in the middle of the four
//!    bytes, it is an error.
//! 4. Four bytes from somebody else are not to be trusted. A length above `MOST` is refused before any memory is set
//!    aside for it.
//!
//! A read or a write may be cut off by a signal. It then fails with `ErrorKind::Interrupted`, has done nothing, and is
//! tried again, however often that happens.
//!
//! Check it with `cargo test -p pipes --test frames`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io::{self, ErrorKind, Read, Write};

/// How many bytes the longest message has.
pub const MOST: usize = 1 << 20;

/// Writes one message, in a frame. An empty one is a message as well.
///
/// # Errors
/// `InvalidInput` if the message is longer than [`MOST`]; then nothing was written. `WriteZero` if the writer takes no
/// more. Otherwise what the writer says, but never `Interrupted`.
pub fn write_frame<W: Write + ?Sized>(to: &mut W, message: &[u8]) -> io::Result<()> {
    // ANSWER
    // | todo!("write the length, then the message")
    if message.len() > MOST {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut frame = Vec::with_capacity(4 + message.len());
    frame.extend((message.len() as u32).to_be_bytes());
    frame.extend(message);
    // SOLUTION One call of `write` for both parts, and nobody else can write in between.
    to.write_all(&frame)
    // END
}

/// Reads the next message; `None` if the stream ends where a frame would begin.
///
/// It returns as soon as it has the whole frame, and has then read nothing that comes after it.
///
/// # Errors
/// `UnexpectedEof` if the stream ends in the middle of a frame, `InvalidData` if a frame claims to be longer than
/// [`MOST`]; then nothing after its four bytes was read. Otherwise what the reader says, but never `Interrupted`.
pub fn read_frame<R: Read + ?Sized>(from: &mut R) -> io::Result<Option<Vec<u8>>> {
    // ANSWER
    // | todo!("read the length, then the message")
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
    // END
}
