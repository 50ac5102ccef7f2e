//! # A month
//!
//! There is a log for each day. Thirty days are thirty jobs that have nothing to do with each other, so several threads
//! can be at it. Some days are long, and nobody knows beforehand which. And the log of the 17th may be gone. That is
//! no reason to have no month.
//!
//! Write `tally_each`. How a day is counted, `count` knows: in a program it opens a file and calls `tally` of the last
//! exercise.
//!
//! 1. There are `workers` threads, or fewer if there are fewer days, and `count` is called once for each day, by one of
//!    them. Several of them do so at the same time. Whoever is done takes the next day.
//! 2. The results come back in the order of the days, one for each.
//! 3. If a day cannot be read, its result is the error, and the others are counted all the same. So it is if `count`
//!    panics: then the result of that day is an `io::Error::other` with the text of the panic, for which there is
//!    `text_of`.
//! 4. Whoever waits for others sleeps. When `tally_each` returns, every thread that it started has ended.
//!
//! Check it with `cargo test -p visits --test days`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io;
// ANSWER
// | // Bring in what you need, for example `use std::thread;`.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
// END

use crate::log::{Tally, text_of};

/// Counts all `days` on `workers` threads, with `count` for each of them. The results are in the order of the days.
///
/// `workers` is 1 or more.
pub fn tally_each<D: Sync>(
    days: &[D],
    workers: usize,
    count: impl Fn(&D) -> io::Result<Tally> + Sync,
) -> Vec<io::Result<Tally>> {
    // ANSWER
    // | todo!("threads in a scope: which day does each take next, and where does its result go?")
    // The number of the day that nobody has taken yet.
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Relaxed);
            let Some(day) = days.get(number) else { return done };
            let tally = catch_unwind(AssertUnwindSafe(|| count(day)))
                .unwrap_or_else(|payload| Err(io::Error::other(text_of(payload))));
            done.push((number, tally));
        }
    };
    let mut done: Vec<(usize, io::Result<Tally>)> = thread::scope(|s| {
        let crew: Vec<_> = (0..workers.min(days.len())).map(|_| s.spawn(work)).collect();
        crew.into_iter().flat_map(|worker| worker.join().expect("panics are caught")).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, tally)| tally).collect()
    // END
}
