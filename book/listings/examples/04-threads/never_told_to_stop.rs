//! A scribe who holds the other end of the own pile.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn day() {
    let (pile, letters) = mpsc::channel();
    let again = pile.clone();
    let _scribe = thread::spawn(move || {
        for letter in letters {
            if letter == "smudged" {
                again.send("clean").unwrap();
            }
        }
    });
    pile.send("smudged").unwrap();
    drop(pile);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(day));
}
