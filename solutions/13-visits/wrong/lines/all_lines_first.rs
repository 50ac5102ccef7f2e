//! VERDICT: BOUND EXCEEDED
//! `collect` holds every line before the first one is counted.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Tally;

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let lines: Vec<Vec<u8>> = BufReader::new(log).split(b'\n').collect::<io::Result<_>>()?;
    let mut tally = Tally::default();
    lines.iter().for_each(|line| tally.add(line));
    Ok(tally)
}
