//! Results come over a channel with the number of their piece.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::mpsc;
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
    let (sender, receiver) = mpsc::channel();
    let count = &count;
    let mut first_error: Option<(usize, io::Error)> = None;
    let mut total = Tally::default();
    thread::scope(|s| {
        for (number, piece) in pieces.into_iter().enumerate() {
            let sender = sender.clone();
            s.spawn(move || sender.send((number, count(piece))));
        }
        drop(sender);
        for (number, part) in receiver {
            match part {
                Ok(part) => add(&mut total, part),
                Err(error) if first_error.as_ref().is_none_or(|(first, _)| number < *first) => {
                    first_error = Some((number, error));
                }
                Err(_) => {}
            }
        }
    });
    first_error.map_or(Ok(total), |(_, error)| Err(error))
}

/// Adds what is in `part` to `total`.
fn add(total: &mut Tally, part: Tally) {
    total.visits += part.visits;
    total.blank += part.blank;
    total.broken += part.broken;
    total.addresses.extend(part.addresses);
}
