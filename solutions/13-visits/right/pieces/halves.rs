//! Cut in two again and again, and joined on the way back: as `rayon::join` does it.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
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
    let tree = Tree { count: &count };
    tree.sum(&pieces)
}

/// Adds what is in `part` to `total`.
fn add(total: &mut Tally, part: Tally) {
    total.visits += part.visits;
    total.blank += part.blank;
    total.broken += part.broken;
    total.addresses.extend(part.addresses);
}

/// What counts a list of pieces by counting its two halves.
struct Tree<'a, F> {
    count: &'a F,
}

impl<F: Fn(Range<u64>) -> io::Result<Tally> + Sync> Tree<'_, F> {
    fn sum(&self, pieces: &[Range<u64>]) -> io::Result<Tally> {
        match pieces {
            [] => Ok(Tally::default()),
            [piece] => (self.count)(piece.clone()),
            _ => {
                let (front, back) = pieces.split_at(pieces.len() / 2);
                let (front, back) = thread::scope(|s| {
                    let back = s.spawn(|| self.sum(back));
                    (self.sum(front), back.join().unwrap())
                });
                let mut total = front?;
                add(&mut total, back?);
                Ok(total)
            }
        }
    }
}
