//! VERDICT: WRONG RESULT
//! The rest of a line that is too long is counted as if it were another line.

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
        tally.add(line.strip_suffix(b"\n").unwrap_or(&line));
    }
}
