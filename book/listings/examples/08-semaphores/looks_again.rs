//! A car that was told of a free space, and looks.

extern crate interleave as std;

use std::sync::{Condvar, Mutex};
use std::thread;

// ANCHOR: program
fn park(free: &Mutex<i32>, left: &Condvar) {
    let mut spaces = free.lock().unwrap();
    while *spaces == 0 {
        spaces = left.wait(spaces).unwrap();
    }
    *spaces -= 1;
    assert!(*spaces >= 0, "two cars in one space");
}
// ANCHOR_END: program

fn leave(free: &Mutex<i32>, left: &Condvar) {
    *free.lock().unwrap() += 1;
    left.notify_one();
}

fn morning() {
    let (free, left) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let _anna = s.spawn(|| park(&free, &left));
        let _ben = s.spawn(|| park(&free, &left));
        leave(&free, &left);
        leave(&free, &left);
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
    listings::game(interleave::Explorer::new(), morning);
}
