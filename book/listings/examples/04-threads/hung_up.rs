//! A loop over a receiver ends when all senders are gone.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn day() -> usize {
    let (pile, letters) = mpsc::channel();
    let scribe = thread::spawn(move || letters.into_iter().count());
    pile.send("a").unwrap();
    pile.send("b").unwrap();
    drop(pile);
    scribe.join().unwrap()
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), day);
}
