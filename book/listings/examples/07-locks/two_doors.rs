//! Two doors, one number on the wall.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() {
    let visitors = AtomicU32::new(0);
    let count_one = || {
        let seen = visitors.load(SeqCst);
        visitors.store(seen + 1, SeqCst);
    };
    thread::scope(|s| {
        let _east = s.spawn(count_one);
        let _west = s.spawn(count_one);
    });
    let total = visitors.load(SeqCst);
    assert_eq!(total, 2, "a visitor is missing");
}
// ANCHOR_END: program

fn main() {
    // ANCHOR: explore
    listings::show(&interleave::Explorer::new().explore(evening));
    // ANCHOR_END: explore
    listings::game(interleave::Explorer::new(), evening);
}
