//! VERDICT: WRONG RESULT
//! The error has the same text, and neither its kind nor its number.

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
    let mut begins = vec![0];
    for piece in 1..pieces {
        let wanted = size * piece / pieces;
        begins.push(match wanted.checked_sub(1) {
            None => 0,
            Some(before) => {
                // If a line begins at `wanted`, then this skips the `\n` before it, and no more.
                log.seek(SeekFrom::Start(before))?;
                before + log.skip_until(b'\n')? as u64
            }
        });
    }
    begins.push(size);
    Ok(begins.windows(2).map(|pair| pair[0]..pair[1]).collect())
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
    let count = &count;
    let counted: Vec<io::Result<Tally>> = thread::scope(|s| {
        let crew: Vec<_> = pieces.into_iter().map(|piece| s.spawn(move || count(piece))).collect();
        crew.into_iter().map(|worker| worker.join().expect("a piece is counted")).collect()
    });
    let mut total = Tally::default();
    for tally in counted {
        let Tally { visits, blank, broken, addresses } =
            tally.map_err(|error| io::Error::other(error.to_string()))?;
        total.visits += visits;
        total.blank += blank;
        total.broken += broken;
        total.addresses.extend(addresses);
    }
    Ok(total)
}
