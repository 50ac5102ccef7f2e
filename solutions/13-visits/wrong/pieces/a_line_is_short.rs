//! VERDICT: WRONG RESULT
//! The end of the line is looked for in one block, and a line that is longer than that has none.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::thread;

use crate::log::Tally;

pub fn cut(log: impl Read + Seek, pieces: u64) -> io::Result<Vec<Range<u64>>> {
    let mut log = log;
    let size = log.seek(SeekFrom::End(0))?;
    let mut begins = vec![0];
    for piece in 1..pieces {
        let wanted = size * piece / pieces;
        if wanted == 0 {
            begins.push(0);
            continue;
        }
        log.seek(SeekFrom::Start(wanted - 1))?;
        let mut block = [0; 4096];
        let read = log.read(&mut block)?;
        let end = block[..read].iter().position(|&byte| byte == b'\n').map_or(read, |at| at + 1);
        begins.push(wanted - 1 + end as u64);
    }
    begins.push(size);
    Ok(begins.windows(2).map(|pair| pair[0]..pair[1]).collect())
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
