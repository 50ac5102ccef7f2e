//! In a line, or in the rest of one that is too long and was counted.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::with_capacity(LONGEST + 1, log);
    let mut tally = Tally::default();
    let mut line = Vec::new();
    let mut skipping = false;
    loop {
        line.clear();
        let read = log.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(tally);
        }
        let ended = line.last() == Some(&b'\n');
        if ended {
            line.pop();
        }
        if !skipping {
            tally.add(&line);
        }
        skipping = !ended;
    }
}
