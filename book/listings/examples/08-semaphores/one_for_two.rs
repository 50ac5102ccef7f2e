//! Two cars wait, two spaces become free, and one notification.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

fn morning() {
    let (free, left) = (Mutex::new(0), Condvar::new());
    let park = || {
        let spaces = free.lock().unwrap();
        *left.wait_while(spaces, |spaces| *spaces == 0).unwrap() -= 1;
    };
    thread::scope(|s| {
        s.spawn(park);
        s.spawn(park);
        *free.lock().unwrap() += 2;
        left.notify_one();
    });
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), morning);
}
