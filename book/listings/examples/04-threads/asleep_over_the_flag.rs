//! A thread that sleeps in `recv` does not look at a flag.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver};
use std::thread;

fn copy_until(closed: &AtomicBool, letters: &Receiver<String>) {
    while !closed.load(SeqCst) {
        let _letter = letters.recv();
    }
}

fn day() {
    let (_pile, letters) = mpsc::channel::<String>();
    let closed = Arc::new(AtomicBool::new(false));
    let sign = closed.clone();
    let scribe = thread::spawn(move || copy_until(&sign, &letters));
    closed.store(true, SeqCst);
    scribe.join().unwrap();
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(day));
    listings::game(interleave::Explorer::new(), day);
}
