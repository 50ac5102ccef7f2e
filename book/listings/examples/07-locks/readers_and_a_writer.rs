//! What two readers of a pair can see while a writer changes it.

extern crate interleave as std;

// ANCHOR: program
use std::sync::RwLock;
use std::thread;

fn opening_hours() -> ((u32, u32), (u32, u32)) {
    let hours = RwLock::new((9, 17));
    thread::scope(|s| {
        let _writer = s.spawn(|| *hours.write().unwrap() = (10, 18));
        let anna = s.spawn(|| *hours.read().unwrap());
        let ben = s.spawn(|| *hours.read().unwrap());
        (anna.join().unwrap(), ben.join().unwrap())
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), opening_hours);
}
