//! Threads of a scope borrow what lives longer than the scope, also to change it.

// ANCHOR: program
use std::thread;

fn main() {
    let letters = vec!["dear Ada", "dear Bob"];
    let mut stamps = 0;
    let length = thread::scope(|s| {
        let reader = s.spawn(|| letters.concat().len());
        s.spawn(|| stamps += letters.len());
        reader.join().unwrap()
    });
    println!("{letters:?}: {length} signs, {stamps} stamps");
}
// ANCHOR_END: program
