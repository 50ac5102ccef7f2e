//! What Ben can take out of the box, if letter and flag are both Relaxed.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;

fn post() -> Option<u32> {
    let letter = AtomicU32::new(0);
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            letter.store(42, Relaxed);
            flag.store(true, Relaxed);
        });
        let ben = s.spawn(|| flag.load(Relaxed).then(|| letter.load(Relaxed)));
        ben.join().unwrap()
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new().weak_memory(true), post);
}
