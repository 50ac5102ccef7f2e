//! Two locks, taken in the same order by everyone.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn dinner() {
    let salt = Mutex::new(());
    let pepper = Mutex::new(());
    let season = || {
        let _one = salt.lock().unwrap();
        let _other = pepper.lock().unwrap();
    };
    thread::scope(|s| {
        let _anna = s.spawn(season);
        let _ben = s.spawn(season);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
    listings::game(interleave::Explorer::new(), dinner);
}
