//! Two threads are started, one of them is joined.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn morning() -> u32 {
    let posted = Arc::new(AtomicU32::new(0));
    let (first, second) = (posted.clone(), posted.clone());
    let anna = thread::spawn(move || first.fetch_add(1, SeqCst));
    let _ben = thread::spawn(move || second.fetch_add(1, SeqCst));
    anna.join().unwrap();
    posted.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), morning);
}
