//! VERDICT: PANIC SWALLOWED
//! A day over which somebody panicked is a day on which nobody came.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use crate::log::Tally;

pub fn tally_each<D: Sync>(
    days: &[D],
    workers: usize,
    count: impl Fn(&D) -> io::Result<Tally> + Sync,
) -> Vec<io::Result<Tally>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Relaxed);
            let Some(day) = days.get(number) else { return done };
            let tally = catch_unwind(AssertUnwindSafe(|| count(day)))
                .unwrap_or_else(|_| Ok(Tally::default()));
            done.push((number, tally));
        }
    };
    let mut done: Vec<(usize, io::Result<Tally>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
