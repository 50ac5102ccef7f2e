//! One thread less is started: the one that called is a worker, too.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
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
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Relaxed);
            let Some(day) = days.get(number) else { return };
            let tally = caught(|| count(day));
            done.lock().unwrap().push((number, tally));
        }
    };
    thread::scope(|s| {
        for _ in 1..workers {
            s.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap();
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
