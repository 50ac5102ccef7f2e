//! An iterator in a `Mutex` is the queue, and the results come over a channel.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc;
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
    let (sender, receiver) = mpsc::channel();
    thread::scope(|s| {
        for _ in 0..workers {
            let sender = sender.clone();
            s.spawn(|| {
                let sender = sender;
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((number, day)) = next else { return };
                    let _ = sender.send((number, caught(|| count(day))));
                }
            });
        }
        drop(sender);
        let mut done: Vec<(usize, io::Result<Tally>)> = receiver.into_iter().collect();
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, tally)| tally).collect()
    })
}
