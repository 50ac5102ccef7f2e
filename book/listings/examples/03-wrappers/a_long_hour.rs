//! An hour of virtual time.

extern crate interleave as std;

// ANCHOR: program
use std::thread;
use std::time::{Duration, Instant};

fn nap() {
    let start = Instant::now();
    thread::sleep(Duration::from_secs(3600));
    assert_eq!(start.elapsed().as_secs(), 3600);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(nap));
}
