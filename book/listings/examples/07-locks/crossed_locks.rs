//! Two locks, taken in opposite orders.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn dinner() {
    let salt = Mutex::new(());
    let pepper = Mutex::new(());
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            let _one = salt.lock().unwrap();
            let _other = pepper.lock().unwrap();
        });
        let _ben = s.spawn(|| {
            let _one = pepper.lock().unwrap();
            let _other = salt.lock().unwrap();
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
    listings::game(interleave::Explorer::new(), dinner);
}
