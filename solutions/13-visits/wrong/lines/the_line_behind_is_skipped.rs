//! VERDICT: MESSAGE LOST
//! A line of `LONGEST` bytes and its `\n` are taken for too long, and the next line is skipped.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::new(log);
    let mut tally = Tally::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        if log.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(tally);
        }
        if line.len() > LONGEST {
            log.skip_until(b'\n')?;
        } else if line.last() == Some(&b'\n') {
            line.pop();
        }
        tally.add(&line);
    }
}
