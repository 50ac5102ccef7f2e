//! What two calls of `fetch_add` can return.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn tickets() -> (u32, u32) {
    let next = AtomicU32::new(0);
    thread::scope(|s| {
        let anna = s.spawn(|| next.fetch_add(1, SeqCst));
        let ben = s.spawn(|| next.fetch_add(1, SeqCst));
        (anna.join().unwrap(), ben.join().unwrap())
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), tickets);
}
