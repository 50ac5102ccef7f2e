//! VERDICT: WRONG RESULT
//! What was counted up to the error is returned as if it were all.

use std::io::{self, ErrorKind, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(mut log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut buffer = vec![0; 64 << 10];
    let mut line = Vec::new();
    let mut begun = false;
    loop {
        let read = match log.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        for &byte in &buffer[..read] {
            if byte == b'\n' {
                tally.add(&line);
                line.clear();
                begun = false;
            } else {
                begun = true;
                if line.len() <= LONGEST {
                    line.push(byte);
                }
            }
        }
    }
    if begun {
        tally.add(&line);
    }
    Ok(tally)
}
