//! Two threads write to one vector, and need no lock.

extern crate interleave as std;

// ANCHOR: program
use std::thread;

fn evening() {
    let mut seats = vec![0; 5];
    let (front, back) = seats.split_at_mut(2);
    thread::scope(|s| {
        let _anna = s.spawn(|| front.fill(1));
        let _ben = s.spawn(|| back.fill(2));
    });
    assert_eq!(seats, [1, 1, 2, 2, 2]);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
