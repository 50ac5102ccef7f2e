//! A `OnceLock` used in two steps.

extern crate interleave as std;

// ANCHOR: program
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn summer() -> u32 {
    let eiger = OnceLock::new();
    let expeditions = AtomicU32::new(0);
    let ask = || {
        if eiger.get().is_none() {
            expeditions.fetch_add(1, SeqCst);
            let _ = eiger.set(3967);
        }
    };
    thread::scope(|s| {
        s.spawn(ask);
        s.spawn(ask);
    });
    expeditions.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), summer);
}
