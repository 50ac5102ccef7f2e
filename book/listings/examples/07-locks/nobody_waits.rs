//! Two locks in opposite orders, and nobody waits for the second one.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn season(first: &Mutex<()>, second: &Mutex<()>) -> bool {
    let _first = first.lock().unwrap();
    second.try_lock().is_ok()
}

fn dinner() -> (bool, bool) {
    let salt = Mutex::new(());
    let pepper = Mutex::new(());
    thread::scope(|s| {
        let anna = s.spawn(|| season(&salt, &pepper));
        let ben = s.spawn(|| season(&pepper, &salt));
        (anna.join().unwrap(), ben.join().unwrap())
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), dinner);
}
