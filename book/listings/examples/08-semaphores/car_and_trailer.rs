//! One wants a space, the other wants two, and one of them is woken.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

fn park(free: &Mutex<usize>, left: &Condvar, wanted: usize) {
    let mut spaces = free.lock().unwrap();
    while *spaces < wanted {
        spaces = left.wait(spaces).unwrap();
    }
    *spaces -= wanted;
}

fn morning() {
    let (free, left) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let _trailer = s.spawn(|| park(&free, &left, 2));
        let car = s.spawn(|| park(&free, &left, 1));
        *free.lock().unwrap() += 1;
        left.notify_one();
        car.join().unwrap();
        *free.lock().unwrap() += 2;
        left.notify_one();
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
