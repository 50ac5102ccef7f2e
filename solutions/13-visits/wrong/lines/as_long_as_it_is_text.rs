//! VERDICT: MESSAGE LOST
//! The first line that is no text ends the log.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Tally;

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(log).lines().map_while(Result::ok) {
        tally.add(line.as_bytes());
    }
    Ok(tally)
}
