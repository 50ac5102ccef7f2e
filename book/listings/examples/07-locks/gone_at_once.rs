//! A guard that is dropped before it guards anything.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() {
    let (turn, visitors) = (Mutex::new(()), AtomicU32::new(0));
    let count_one = || {
        let _ = turn.lock().unwrap();
        let seen = visitors.load(SeqCst);
        visitors.store(seen + 1, SeqCst);
    };
    thread::scope(|s| {
        let _east = s.spawn(count_one);
        let _west = s.spawn(count_one);
    });
    assert_eq!(visitors.load(SeqCst), 2, "a visitor is missing");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
