//! Workers that give up at the first day that cannot be read.

extern crate interleave as std;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

use interleave::{Explorer, require};

// ANCHOR: program
type Day = Result<u32, &'static str>;

fn work(days: &[Day], next: &AtomicUsize, counted: &AtomicUsize) -> Result<(), &'static str> {
    while let Some(day) = days.get(next.fetch_add(1, SeqCst)) {
        let _visits = (*day)?;
        counted.fetch_add(1, SeqCst);
    }
    Ok(())
}

fn month() -> usize {
    let days = [Err("gone"), Ok(7), Err("gone"), Ok(9)];
    let (next, counted) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        let _anna = s.spawn(|| work(&days, &next, &counted));
        let _ben = s.spawn(|| work(&days, &next, &counted));
    });
    counted.into_inner()
}
// ANCHOR_END: program

fn both_good_days() {
    let counted = month();
    require!(counted == 2, MessageLost, "two days are good, and {counted} was counted");
}

fn main() {
    listings::show(&Explorer::new().explore(both_good_days));
    listings::outcomes(Explorer::new(), month);
}
