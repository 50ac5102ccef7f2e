//! The last locker again: looking and taking are one critical section.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

// ANCHOR: take
fn take(free: &Mutex<i32>) -> bool {
    let mut free = free.lock().unwrap();
    if *free > 0 {
        *free -= 1;
        return true;
    }
    false
}
// ANCHOR_END: take

fn evening() {
    let free = Mutex::new(1);
    let (a, b) = thread::scope(|s| {
        let anna = s.spawn(|| take(&free));
        let ben = s.spawn(|| take(&free));
        (anna.join().unwrap(), ben.join().unwrap())
    });
    assert!(!(a && b), "one locker, two guests");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
