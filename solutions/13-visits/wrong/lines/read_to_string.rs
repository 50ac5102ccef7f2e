//! VERDICT: WRONG RESULT
//! One byte that is no text, and the whole log cannot be read.

use std::io::{self, Read};

use crate::log::Tally;

pub fn tally(mut log: impl Read) -> io::Result<Tally> {
    let mut text = String::new();
    log.read_to_string(&mut text)?;
    let mut tally = Tally::default();
    text.lines().for_each(|line| tally.add(line.as_bytes()));
    Ok(tally)
}
