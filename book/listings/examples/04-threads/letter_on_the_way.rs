//! Whether a thread has done its work when the one that started it looks.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

fn morning() {
    let posted = Arc::new(AtomicBool::new(false));
    let letter = posted.clone();
    let _clerk = thread::spawn(move || letter.store(true, SeqCst));
    assert!(posted.load(SeqCst), "the letter is not posted");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
