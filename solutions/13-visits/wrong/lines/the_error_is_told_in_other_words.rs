//! VERDICT: WRONG RESULT
//! The error that is returned has the same text and kind, and no number of the system any more.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io::{self, BufRead, BufReader, Read};

use crate::log::{LONGEST, Tally};

/// How much is read at once, in bytes.
const BLOCK: usize = 64 << 10;

/// Counts the lines of `log`, and the addresses in them.
///
/// # Errors
/// The first error of `log` that is not `Interrupted`.
pub fn tally(log: impl Read) -> io::Result<Tally> {
    let told = |error: io::Error| io::Error::new(error.kind(), error.to_string());
    let mut log = BufReader::with_capacity(BLOCK, log);
    let mut tally = Tally::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        // One byte more than a line may have tells which ones are too long.
        if log.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line).map_err(told)? == 0 {
            return Ok(tally);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else {
            // The rest of a line that is too long. At the end of the log there is none.
            log.skip_until(b'\n').map_err(told)?;
        }
        tally.add(&line);
    }
}
