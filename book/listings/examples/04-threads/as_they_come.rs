//! Two threads, one channel: the answers come in the order in which they were sent.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn ask() {
    let (sender, receiver) = mpsc::channel();
    let second_sender = sender.clone();
    let _north = thread::spawn(move || sender.send("north"));
    let _south = thread::spawn(move || second_sender.send("south"));
    let answers: Vec<&str> = receiver.into_iter().collect();
    assert_eq!(answers, ["north", "south"]);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(ask));
}
