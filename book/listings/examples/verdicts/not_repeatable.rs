//! A number that is kept from one run to the next.

extern crate interleave as std;

// ANCHOR: program
use core::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

static RUNS: AtomicU32 = AtomicU32::new(0);

fn program() {
    let guests = if RUNS.fetch_add(1, SeqCst) == 0 { 2 } else { 3 };
    thread::scope(|s| {
        for _ in 0..guests {
            s.spawn(thread::yield_now);
        }
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
