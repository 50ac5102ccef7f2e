//! VERDICT: WRONG RESULT
//! A piece begins in the middle of a line, and the one before it ends there.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::thread;

use crate::log::Tally;

pub fn cut(mut log: impl Read + Seek, pieces: u64) -> io::Result<Vec<Range<u64>>> {
    let size = log.seek(SeekFrom::End(0))?;
    Ok((0..pieces).map(|p| size * p / pieces..size * (p + 1) / pieces).collect())
}

pub fn tally_all(
    pieces: Vec<Range<u64>>,
    count: impl Fn(Range<u64>) -> io::Result<Tally> + Sync,
) -> io::Result<Tally> {
    let count = &count;
    let counted: Vec<io::Result<Tally>> = thread::scope(|s| {
        let crew: Vec<_> = pieces.into_iter().map(|piece| s.spawn(move || count(piece))).collect();
        crew.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let mut total = Tally::default();
    for tally in counted {
        add(&mut total, tally?);
    }
    Ok(total)
}

/// Adds what is in `part` to `total`.
fn add(total: &mut Tally, part: Tally) {
    total.visits += part.visits;
    total.blank += part.blank;
    total.broken += part.broken;
    total.addresses.extend(part.addresses);
}
