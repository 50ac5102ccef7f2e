//! Which numbers a thread may read in a place that is used again.

extern crate interleave as std;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

// ANCHOR: program
fn party() -> u32 {
    let place = Arc::new(AtomicU32::new(0));
    place.store(30, SeqCst);
    let borrowed = Arc::clone(&place);
    let anna = thread::spawn(move || borrowed.load(SeqCst));
    place.store(7, SeqCst);
    anna.join().unwrap()
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), party);
}
