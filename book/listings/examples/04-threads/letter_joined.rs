//! The same with a `join`.

extern crate interleave as std;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

fn morning() {
    let posted = Arc::new(AtomicBool::new(false));
    let letter = posted.clone();
    // ANCHOR: program
    let clerk = thread::spawn(move || letter.store(true, SeqCst));
    clerk.join().unwrap();
    assert!(posted.load(SeqCst), "the letter is not posted");
    // ANCHOR_END: program
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
