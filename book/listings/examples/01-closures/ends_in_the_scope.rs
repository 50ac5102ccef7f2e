//! Threads that may borrow, since they end before what they borrow does.

// ANCHOR: program
use std::thread;

fn main() {
    let name = String::from("Anna");
    let letters = thread::scope(|s| {
        let counts = s.spawn(|| name.len());
        counts.join().unwrap()
    });
    println!("{name} has {letters} letters");
}
// ANCHOR_END: program
