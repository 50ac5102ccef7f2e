//! VERDICT: WRONG RESULT
//! `lines` gives `String`s, and fails for a line that is no text.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Tally;

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(log).lines() {
        tally.add(line?.as_bytes());
    }
    Ok(tally)
}
