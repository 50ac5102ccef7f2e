//! VERDICT: WRONG RESULT
//! The results are in the order in which the days were done.

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
    thread::scope(|s| {
        for _ in 0..workers {
            s.spawn(|| {
                while let Some(day) = days.get(next.fetch_add(1, Relaxed)) {
                    let tally = caught(|| count(day));
                    done.lock().unwrap().push(tally);
                }
            });
        }
    });
    done.into_inner().unwrap()
}
