//! The last piece is counted by the caller, and `resume_unwind` goes on with a panic.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use crate::log::Tally;

pub fn cut(log: impl Read + Seek, pieces: u64) -> io::Result<Vec<Range<u64>>> {
    let mut log = BufReader::new(log);
    let size = log.seek(SeekFrom::End(0))?;
    let mut begins = vec![0];
    for piece in 1..pieces {
        let wanted = size * piece / pieces;
        if wanted == 0 {
            begins.push(0);
            continue;
        }
        log.seek(SeekFrom::Start(wanted - 1))?;
        begins.push(wanted - 1 + log.skip_until(b'\n')? as u64);
    }
    begins.push(size);
    Ok(begins.windows(2).map(|pair| pair[0]..pair[1]).collect())
}

pub fn tally_all(
    pieces: Vec<Range<u64>>,
    count: impl Fn(Range<u64>) -> io::Result<Tally> + Sync,
) -> io::Result<Tally> {
    let mut pieces = pieces;
    let Some(last) = pieces.pop() else { return Ok(Tally::default()) };
    let count = &count;
    let counted: Vec<io::Result<Tally>> = thread::scope(|s| {
        let crew: Vec<_> = pieces.into_iter().map(|piece| s.spawn(move || count(piece))).collect();
        let last = count(last);
        let joined =
            crew.into_iter().map(|worker| worker.join().unwrap_or_else(|p| resume_unwind(p)));
        joined.chain([last]).collect()
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
