//! VERDICT: MESSAGE LOST
//! `flatten` drops what is an `Err`: errors of the reader, and lines that are no text.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Tally;

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(log).lines().flatten() {
        tally.add(line.as_bytes());
    }
    Ok(tally)
}
