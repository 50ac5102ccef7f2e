//! VERDICT: LOST UPDATE
//! The numbers are atomics, and adding is a `load` and a `store`.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
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
    let sums = [const { AtomicU64::new(0) }; 3];
    let addresses = Mutex::new(std::collections::HashSet::new());
    let count = &count;
    let counted: Vec<io::Result<()>> = thread::scope(|s| {
        let (sums, addresses) = (&sums, &addresses);
        let work = move |piece| {
            let part = count(piece)?;
            for (sum, more) in sums.iter().zip([part.visits, part.blank, part.broken]) {
                sum.store(sum.load(SeqCst) + more, SeqCst);
            }
            addresses.lock().unwrap().extend(part.addresses);
            Ok(())
        };
        let crew: Vec<_> = pieces.into_iter().map(|piece| s.spawn(move || work(piece))).collect();
        crew.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    counted.into_iter().collect::<io::Result<()>>()?;
    let [visits, blank, broken] = sums.map(AtomicU64::into_inner);
    Ok(Tally { visits, blank, broken, addresses: addresses.into_inner().unwrap() })
}
