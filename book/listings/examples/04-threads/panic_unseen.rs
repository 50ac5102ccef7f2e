//! Two cooks. One of them panics, and the other one is waited for.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn dinner() {
    let served = Arc::new(AtomicU32::new(0));
    let count = served.clone();
    let anna = thread::spawn(move || count.fetch_add(1, SeqCst));
    let _ben = thread::spawn(|| panic!("the pot slipped"));
    anna.join().unwrap();
    assert_eq!(served.load(SeqCst), 1);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
}
