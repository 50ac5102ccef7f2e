//! A thread that looks at a flag before each piece of work.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

fn day() {
    let closed = Arc::new(AtomicBool::new(false));
    let sign = closed.clone();
    let scribe = thread::spawn(move || {
        for _letter in ["a", "b", "c"] {
            if sign.load(SeqCst) {
                return "the rest is for tomorrow";
            }
        }
        "all copied"
    });
    closed.store(true, SeqCst);
    let last_words = scribe.join().unwrap();
    println!("{last_words}");
}
// ANCHOR_END: program

fn main() {
    listings::outputs(interleave::Explorer::new(), day);
}
