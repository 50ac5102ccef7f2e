//! A third door.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() -> u32 {
    let visitors = AtomicU32::new(0);
    let count_one = || {
        let seen = visitors.load(SeqCst);
        visitors.store(seen + 1, SeqCst);
    };
    thread::scope(|s| {
        let _east = s.spawn(count_one);
        let _west = s.spawn(count_one);
        let _north = s.spawn(count_one);
    });
    visitors.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), evening);
}
