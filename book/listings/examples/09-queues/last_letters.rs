//! What is sent before the last sender goes is still received.

extern crate interleave as std;

// ANCHOR: program
use std::sync::mpsc;
use std::thread;

fn evening() -> usize {
    let (sender, receiver) = mpsc::sync_channel(1);
    let writer = thread::spawn(move || {
        for letter in 1..=3 {
            sender.send(letter).unwrap();
        }
    });
    let letters = receiver.iter().count();
    writer.join().unwrap();
    letters
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), evening);
}
