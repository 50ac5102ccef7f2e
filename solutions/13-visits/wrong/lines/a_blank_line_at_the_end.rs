//! VERDICT: WRONG RESULT
//! Behind the last `\n` nothing stands, and it is counted as a line.

use std::io::{self, ErrorKind, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(mut log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut buffer = vec![0; 64 << 10];
    let mut line = Vec::new();
    loop {
        let read = match log.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for &byte in &buffer[..read] {
            if byte == b'\n' {
                tally.add(&line);
                line.clear();
            } else if line.len() <= LONGEST {
                line.push(byte);
            }
        }
    }
    tally.add(&line);
    Ok(tally)
}
