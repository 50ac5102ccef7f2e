//! VERDICT: BOUND EXCEEDED
//! Line after line, and a line may be as large as the log.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Tally;

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(log).split(b'\n') {
        tally.add(&line?);
    }
    Ok(tally)
}
