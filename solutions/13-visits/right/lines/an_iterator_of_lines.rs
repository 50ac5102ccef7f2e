//! A function gives the next line, an iterator asks it, a loop counts: as a generator in Python.

use std::io::{self, BufRead, BufReader, Read};
use std::iter;

use crate::log::{LONGEST, Tally};

/// The next line, without its end, or a byte too much of it; `None` at the end of the log.
fn next_line(log: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::with_capacity(128);
    let read = log.take(LONGEST as u64 + 1).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_none() {
        log.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::new(log);
    let mut tally = Tally::default();
    for line in iter::from_fn(|| next_line(&mut log).transpose()) {
        tally.add(&line?);
    }
    Ok(tally)
}
