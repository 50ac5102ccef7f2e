//! # One day
//!
//! A log has a line for each visit. How many visits were there, and from how many addresses? In Python that is
//! `for line in open(path)`. On a good day it is. There are days on which a line is not text, days on which a program
//! has written a gigabyte and no `\n`, and days on which the disk gives up in the middle.
//!
//! Write `tally`, which counts what comes out of a reader.
//!
//! 1. A line ends with `\n`. What stands behind the last `\n` is a line as well, unless nothing stands there. Each
//!    line is counted once, with `Tally::add`, which knows what a visit is.
//! 2. A `read` may give fewer bytes than were asked for, and the log goes on. `Ok(0)` is the end. If it is
//!    `Interrupted`, it is tried again.
//! 3. Any other error is returned. A count of half a day that looks like a count is worse than none.
//! 4. The log may be larger than the memory. So `tally` holds no more than 256 KiB at any time, besides the addresses
//!    that it has counted, also if a single line is larger than that. A line of more than `LONGEST` bytes is broken,
//!    and counted once.
//!
//! Look at `src/log.rs` first. Check it with `cargo test -p visits --test lines`.

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
    let mut log = BufReader::with_capacity(BLOCK, log);
    let mut tally = Tally::default();
    todo!("line after line: `read_until`, but with a limit to what it may bring")
}
