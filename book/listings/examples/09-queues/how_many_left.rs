//! How many letters the postman finds, and how many are there when he has said so.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn morning() -> (usize, usize) {
    let letters = Mutex::new(vec!["one"]);
    thread::scope(|s| {
        let _anna = s.spawn(|| letters.lock().unwrap().push("two"));
        let _ben = s.spawn(|| letters.lock().unwrap().pop());
        let said = letters.lock().unwrap().len();
        let there = letters.lock().unwrap().len();
        (said, there)
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), morning);
}
