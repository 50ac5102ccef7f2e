//! The flag for a thread that is awake, and the end of the channel for one that sleeps.

extern crate interleave as std;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver};
use std::thread;

// ANCHOR: program
fn copy_until(closed: &AtomicBool, letters: &Receiver<String>) {
    while let Ok(_letter) = letters.recv() {
        if closed.load(SeqCst) {
            return;
        }
    }
}

fn day() {
    let (pile, letters) = mpsc::channel::<String>();
    let closed = Arc::new(AtomicBool::new(false));
    let sign = closed.clone();
    let scribe = thread::spawn(move || copy_until(&sign, &letters));
    closed.store(true, SeqCst);
    drop(pile);
    scribe.join().unwrap();
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(day));
    listings::game(interleave::Explorer::new(), day);
}
