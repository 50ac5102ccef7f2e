//! A shared total, added to in one step; errors by the number of their piece.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Mutex;
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
    let total = Mutex::new(Tally::default());
    let errors = Mutex::new(BTreeMap::new());
    thread::scope(|s| {
        let (total, errors, count) = (&total, &errors, &count);
        for (number, piece) in pieces.into_iter().enumerate() {
            s.spawn(move || match count(piece) {
                Ok(part) => add(&mut total.lock().unwrap(), part),
                Err(error) => _ = errors.lock().unwrap().insert(number, error),
            });
        }
    });
    match errors.into_inner().unwrap().pop_first() {
        Some((_, error)) => Err(error),
        None => Ok(total.into_inner().unwrap()),
    }
}

/// Adds what is in `part` to `total`.
fn add(total: &mut Tally, part: Tally) {
    total.visits += part.visits;
    total.blank += part.blank;
    total.broken += part.broken;
    total.addresses.extend(part.addresses);
}
