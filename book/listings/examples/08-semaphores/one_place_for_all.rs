//! A baker and two customers wait in the same place.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

fn morning() {
    let (loaves, changed) = (Mutex::new(0), Condvar::new());
    let put = || {
        let shelf = loaves.lock().unwrap();
        *changed.wait_while(shelf, |loaves| *loaves == 1).unwrap() += 1;
        changed.notify_one();
    };
    let take = || {
        let shelf = loaves.lock().unwrap();
        *changed.wait_while(shelf, |loaves| *loaves == 0).unwrap() -= 1;
        changed.notify_one();
    };
    thread::scope(|s| {
        s.spawn(|| {
            put();
            put();
        });
        s.spawn(take);
        s.spawn(take);
    });
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), morning);
}
