//! Three threads, three locks, two each.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn dinner() {
    let (salt, pepper, oil) = (Mutex::new(()), Mutex::new(()), Mutex::new(()));
    let season = |first: &Mutex<()>, second: &Mutex<()>| {
        let _first = first.lock().unwrap();
        let _second = second.lock().unwrap();
    };
    thread::scope(|s| {
        s.spawn(|| season(&salt, &pepper));
        s.spawn(|| season(&pepper, &oil));
        s.spawn(|| season(&salt, &oil));
    });
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), dinner);
}
