//! VERDICT: MESSAGE LOST
//! The panic is caught outside of the loop: the worker is done, and so is what it had counted.

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
        catch_unwind(AssertUnwindSafe(|| {
            let mut done = Vec::new();
            while let Some((number, day)) = Some(next.fetch_add(1, Relaxed))
                .and_then(|number| Some((number, days.get(number)?)))
            {
                done.push((number, count(day)));
            }
            done
        }))
        .unwrap_or_default()
    };
    let mut done: Vec<(usize, io::Result<Tally>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
