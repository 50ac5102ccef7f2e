//! A thread panics, and nobody holds its handle.

// ANCHOR: program
use std::thread;

fn main() {
    let served = thread::spawn(|| "the soup").join().unwrap();
    thread::spawn(|| panic!("the pot slipped"));
    println!("dinner is served: {served}");
}
// ANCHOR_END: program
