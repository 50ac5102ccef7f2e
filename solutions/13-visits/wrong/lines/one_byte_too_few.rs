//! VERDICT: WRONG RESULT
//! The limit leaves no room for the `\n` of a line of `LONGEST` bytes.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::{LONGEST, Tally};

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::new(log);
    let mut tally = Tally::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        if log.by_ref().take(LONGEST as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(tally);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if log.skip_until(b'\n')? > 0 {
            tally.broken += 1;
            continue;
        }
        tally.add(&line);
    }
}
