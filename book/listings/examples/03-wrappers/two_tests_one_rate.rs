//! Two tests that run at the same time, and set the same static.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

static RATE: AtomicU32 = AtomicU32::new(2);

fn interest(savings: u32) -> u32 {
    savings * RATE.load(SeqCst) / 100
}

fn low_rates() {
    RATE.store(1, SeqCst);
    let earned = interest(500);
    assert!(earned == 5, "1 % of 500 are {earned}");
}

fn high_rates() {
    RATE.store(8, SeqCst);
    let earned = interest(500);
    assert!(earned == 40, "8 % of 500 are {earned}");
}

fn both_tests() {
    thread::scope(|s| {
        let _low = s.spawn(low_rates);
        let _high = s.spawn(high_rates);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(both_tests));
}
