//! The look and the sleep are two steps, and the wake-up goes by in between.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

fn park(free: &Mutex<i32>, left: &Condvar) {
    let full = *free.lock().unwrap() == 0;
    if full {
        let spaces = free.lock().unwrap();
        drop(left.wait(spaces).unwrap());
    }
}

fn morning() {
    let (free, left) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let _anna = s.spawn(|| park(&free, &left));
        *free.lock().unwrap() += 1;
        left.notify_one();
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
