//! VERDICT: BOUND EXCEEDED
//! Threads for as many days as there are workers, and when all of them have ended, others for the next.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    let mut results = Vec::new();
    for round in days.chunks(workers) {
        thread::scope(|s| {
            let crew: Vec<_> = round.iter().map(|day| s.spawn(|| caught(|| count(day)))).collect();
            results.extend(crew.into_iter().map(|worker| worker.join().unwrap()));
        });
    }
    results
}
