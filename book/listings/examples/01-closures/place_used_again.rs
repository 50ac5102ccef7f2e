//! What a thread would see that borrowed from a function which is over.
//!
//! Rust refuses that program, so the place on the stack is played by an atomic here: it can be shared.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn party() {
    let place = Arc::new(AtomicU32::new(0));

    // `let age = 30;` in a function that starts a thread and returns.
    place.store(30, SeqCst);
    let borrowed = Arc::clone(&place);
    let anna = thread::spawn(move || {
        let age = borrowed.load(SeqCst);
        assert_eq!(age, 30, "that is not Anna's age");
    });

    // `let floor = 7;` in the next function, in the place that is free again.
    place.store(7, SeqCst);
    anna.join().unwrap();
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(party));
}
