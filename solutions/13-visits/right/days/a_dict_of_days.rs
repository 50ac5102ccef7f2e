//! A map from days to results under a lock, as the shared dict in Python.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use crate::log::{Tally, text_of};

/// The result of a day, whatever happens.
fn caught(count: impl FnOnce() -> io::Result<Tally>) -> io::Result<Tally> {
    catch_unwind(AssertUnwindSafe(count))
        .unwrap_or_else(|payload| Err(io::Error::other(text_of(payload))))
}

pub fn tally_each<D: Sync>(
    days: &[D],
    workers: usize,
    count: impl Fn(&D) -> io::Result<Tally> + Sync,
) -> Vec<io::Result<Tally>> {
    let queue = Mutex::new((0..days.len()).collect::<Vec<usize>>().into_iter());
    let results = Mutex::new(BTreeMap::new());
    thread::scope(|s| {
        let crew: Vec<_> = (0..workers)
            .map(|_| {
                s.spawn(|| {
                    loop {
                        let number = match queue.lock().unwrap().next() {
                            Some(number) => number,
                            None => break,
                        };
                        let tally = caught(|| count(&days[number]));
                        results.lock().unwrap().insert(number, tally);
                    }
                })
            })
            .collect();
        crew.into_iter().for_each(|worker| worker.join().unwrap());
    });
    results.into_inner().unwrap().into_values().collect()
}
