//! Every access is under the lock, and still one locker goes to two guests.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn take(free: &Mutex<i32>) -> bool {
    if *free.lock().unwrap() > 0 {
        *free.lock().unwrap() -= 1;
        return true;
    }
    false
}

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
