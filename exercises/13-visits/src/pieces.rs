//! # One large file
//!
//! All visits of a year are in one file. With `tally_each` one thread counts, and the others have nothing to do. So the
//! file is cut into pieces. But a cut at any byte goes through a line: half of it is broken, and so is the other half.
//!
//! Write `cut`, which cuts where lines begin, and `tally_all`, which counts the pieces at the same time.
//!
//! 1. Piece number `p`, from 0, begins with the first line that begins at byte `size * p / pieces` or later. A line
//!    begins at byte 0, and behind each `\n`. A piece ends where the next one begins, and the last one at the end. So
//!    each line is whole, and in one piece. A piece may be empty.
//! 2. `cut` does not read the whole log. It goes to where the cut should be, and reads on to the end of a line. It
//!    holds no more than 256 KiB, also if that line is longer.
//! 3. `tally_all` counts each piece with `count`, in a thread of its own, all of them at the same time.
//! 4. The lines of all pieces are added up. An address that is in several of them is one address.
//! 5. If a piece cannot be counted, there is no sum: the error is returned. If several cannot, it is that of the first
//!    in the order of the pieces. If `count` panics for a piece, `tally_all` panics as well, also if another piece has an
//!    error.
//! 6. When `tally_all` returns or panics, every thread that it started has ended.
//!
//! Check it with `cargo test -p visits --test pieces`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::thread;

use crate::log::Tally;

/// Cuts `log` into that many pieces of about the same size, where lines begin. A piece is given by its first byte, and
/// the one behind its last.
///
/// `pieces` is 1 or more.
///
/// # Errors
/// The first error of `log`.
pub fn cut(log: impl Read + Seek, pieces: u64) -> io::Result<Vec<Range<u64>>> {
    let mut log = BufReader::new(log);
    let size = log.seek(SeekFrom::End(0))?;
    todo!("which line begins first at a byte or behind it? Look from one byte earlier on")
}

/// Counts all `pieces` at the same time, each in a thread of its own, and adds up what they come to.
///
/// # Errors
/// The error of the first piece that has one.
///
/// # Panics
/// If `count` does.
pub fn tally_all(
    pieces: Vec<Range<u64>>,
    count: impl Fn(Range<u64>) -> io::Result<Tally> + Sync,
) -> io::Result<Tally> {
    todo!("start all, join all, then put together what they have counted")
}
