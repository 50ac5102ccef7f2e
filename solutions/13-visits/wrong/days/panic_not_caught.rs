//! VERDICT: PANICKED
//! A panic goes through the worker, and the scope passes it on.

use std::io;
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
            done.push((number, count(day)));
        }
    };
    let mut done: Vec<(usize, io::Result<Tally>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
