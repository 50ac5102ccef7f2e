//! Blocks of its own are searched for the end of the line, and `Interrupted` is tried again.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
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
        let mut at = wanted - 1;
        let mut block = [0; 4096];
        loop {
            let read = match log.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if let Some(end) = block[..read].iter().position(|&byte| byte == b'\n') {
                at += end as u64 + 1;
                break;
            }
            at += read as u64;
        }
        begins.push(at);
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
