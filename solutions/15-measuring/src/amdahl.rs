//! # The part that stays serial
//!
//! A program has a part that any number of workers can share, and one that must be done by one at a time. With more
//! workers the first part shrinks. The second one does not, and in the end it is all that is left: that is Amdahl's
//! law. Write it down, and then a program whose serial part is as small as it can be.
//!
//! 1. `speedup`: with one worker a program takes 1, of which `serial` cannot be shared. With `workers` it takes
//!    `serial`, and the rest divided by `workers`. How many times as fast is that?
//! 2. `serial_share` asks the other way around: it *was* so many times as fast. Which share must have been serial? What
//!    comes out below 0 counts as 0 (it was faster than the law allows: caches, or noise), and above 1 as 1.
//! 3. `workers_for`: how few workers are enough? Do not try out all numbers; there are four billion. Rounding is
//!    forgiven, such as 50 workers where 49.00000000000001 came out instead of 49.
//! 4. `total` does `work` for each item, by `workers` threads at most, and adds what comes out to the ledger. The
//!    ledger lets in one at a time, so it is the serial part: it is added to **once for each worker at most**, whatever
//!    the number of items. If the number of items can be divided by that of the workers, all of them can be at `work`
//!    at the same moment, from the first items to the last. If `work` panics, so does `total`, and when it ends, its
//!    threads have ended.
//!
//! Check it with `cargo test -p measuring --test amdahl`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::thread;

/// Where results are added up. This is given; the tests bring their own.
pub trait Ledger: Sync {
    /// Adds an amount. One at a time; whoever comes meanwhile waits.
    fn add(&self, amount: u64);
}

/// How many times as fast as one worker `workers` of them are at best, if a share of the work between 0 and 1 is
/// `serial`. `workers` is 1 or more.
pub fn speedup(serial: f64, workers: u32) -> f64 {
    // ANSWER
    // | todo!("1 divided by what it takes: the serial share, and the rest shared by all")
    1.0 / (serial + (1.0 - serial) / f64::from(workers))
    // END
}

/// The share that must have been serial, between 0 and 1, if `workers` were `speedup` times as fast as one.
/// `workers` is 2 or more, `speedup` more than 0.
///
/// It is named after Alan Karp and Horace Flatt (*Measuring parallel processor performance*, 1990).
pub fn serial_share(speedup: f64, workers: u32) -> f64 {
    // ANSWER
    // | todo!("Amdahl's law, solved for the serial share")
    let even = 1.0 / f64::from(workers);
    ((1.0 / speedup - even) / (1.0 - even)).clamp(0.0, 1.0)
    // END
}

/// The fewest workers that are `wanted` times as fast as one, if a share between 0 and 1 is `serial`. `None` if no
/// number of workers is, or none that a `u32` can hold.
pub fn workers_for(wanted: f64, serial: f64) -> Option<u32> {
    // ANSWER
    // | todo!("Amdahl's law, solved for the workers: when is there no such number?")
    if wanted <= 1.0 {
        return Some(1);
    }
    let left = 1.0 / wanted - serial;
    // What is a little above a whole number is so by rounding: 49 times as fast takes 49 workers, and not 50.
    let workers = ((1.0 - serial) / left * (1.0 - 1e-12)).ceil();
    (left > 0.0 && workers <= f64::from(u32::MAX)).then_some(workers as u32)
    // END
}

/// Adds `work(item)` for each of `items` to the ledger, with at most `workers` threads at work, 1 or more.
///
/// # Panics
/// If `work` does.
pub fn total<L: Ledger>(
    items: &[u64],
    workers: usize,
    work: impl Fn(u64) -> u64 + Sync,
    ledger: &L,
) {
    // ANSWER
    // | todo!("each worker adds up what is its own, and goes to the ledger once")
    let part = items.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        for part in items.chunks(part) {
            let work = &work;
            scope.spawn(move || ledger.add(part.iter().map(|&item| work(item)).sum()));
        }
    });
    // END
}
