//! VERDICT: RAN SERIALLY
//! The guard of the queue lives as long as the body of the loop.

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
    let queue = Mutex::new(days.iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        while let Some((number, day)) = queue.lock().unwrap().next() {
            done.push((number, caught(|| count(day))));
        }
        done
    };
    let mut done: Vec<(usize, io::Result<Tally>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
