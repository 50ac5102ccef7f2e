//! Each result goes where it belongs, under a lock of its own.

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
    let slots: Vec<Mutex<Option<io::Result<Tally>>>> =
        days.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|s| {
        for _ in 0..workers {
            s.spawn(|| {
                while let Some(number) =
                    Some(next.fetch_add(1, Relaxed)).filter(|n| *n < days.len())
                {
                    let tally = caught(|| count(&days[number]));
                    *slots[number].lock().unwrap() = Some(tally);
                }
            });
        }
    });
    slots.into_iter().map(|slot| slot.into_inner().unwrap().expect("each day was taken")).collect()
}
