//! The same two doors, with a lock around the number.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn evening() {
    let visitors = Mutex::new(0);
    let count_one = || {
        let mut number = visitors.lock().unwrap();
        *number += 1;
    };
    thread::scope(|s| {
        let _east = s.spawn(count_one);
        let _west = s.spawn(count_one);
    });
    let total = visitors.into_inner().unwrap();
    assert_eq!(total, 2, "a visitor is missing");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
