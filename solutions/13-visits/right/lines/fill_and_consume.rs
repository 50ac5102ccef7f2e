//! What is in the buffer is looked at where it is; only a line that is in two buffers is copied.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::new(log);
    let mut tally = Tally::default();
    // The beginning of a line whose end is not there yet.
    let mut begun: Vec<u8> = Vec::new();
    loop {
        let buffer = match log.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            if !begun.is_empty() {
                tally.add(&begun);
            }
            return Ok(tally);
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let used = part.len() + usize::from(end.is_some());
        let room = LONGEST + 1 - begun.len();
        match end {
            Some(_) if begun.is_empty() => tally.add(part),
            _ => begun.extend(&part[..part.len().min(room)]),
        }
        if end.is_some() && !begun.is_empty() {
            tally.add(&begun);
            begun.clear();
        }
        log.consume(used);
    }
}
