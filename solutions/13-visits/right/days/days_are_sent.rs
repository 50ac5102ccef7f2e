//! The caller puts all days into a channel; the workers share the receiving end.

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
    let (sender, receiver) = mpsc::channel();
    days.iter().enumerate().for_each(|day| sender.send(day).unwrap());
    drop(sender);
    let receiver = Mutex::new(receiver);
    let work = || -> Vec<(usize, io::Result<Tally>)> {
        let mut done = Vec::new();
        loop {
            let next = receiver.lock().unwrap().recv();
            match next {
                Ok((number, day)) => done.push((number, caught(|| count(day)))),
                Err(_) => return done,
            }
        }
    };
    let mut done: Vec<_> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
}
