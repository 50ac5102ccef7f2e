//! VERDICT: WRONG RESULT
//! The rest of a line that is too long is thrown away, and with it what went wrong there.

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
        if line.last() == Some(&b'\n') {
            line.pop();
        } else {
            let _ = log.skip_until(b'\n');
        }
        tally.add(&line);
    }
}
