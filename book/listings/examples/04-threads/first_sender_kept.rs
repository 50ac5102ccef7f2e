//! The same, to step through.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn ask() {
    let (sender, receiver) = mpsc::channel();
    let its_sender = sender.clone();
    let _north = thread::spawn(move || its_sender.send("north"));
    for answer in receiver {
        assert_eq!(answer, "north");
    }
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(ask));
}
