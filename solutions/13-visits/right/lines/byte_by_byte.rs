//! `bytes` of a buffered reader, as a loop over characters in Python.

use std::io::{self, BufReader, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut line: Option<Vec<u8>> = None;
    for byte in BufReader::new(log).bytes() {
        match byte? {
            b'\n' => tally.add(&line.take().unwrap_or_default()),
            byte => {
                let line = line.get_or_insert_default();
                if line.len() <= LONGEST {
                    line.push(byte);
                }
            }
        }
    }
    if let Some(line) = line {
        tally.add(&line);
    }
    Ok(tally)
}
