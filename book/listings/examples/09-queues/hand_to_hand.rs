//! A channel that holds nothing.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn corner() -> Vec<bool> {
    let (give, take) = mpsc::sync_channel(0);
    thread::scope(|s| {
        s.spawn(move || take.recv());
        vec![give.try_send(1).is_ok()]
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), corner);
}
