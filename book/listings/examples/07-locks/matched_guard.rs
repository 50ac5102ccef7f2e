//! How long a guard without a name lives in a `match`.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;

fn take() -> bool {
    let free = Mutex::new(1);
    match *free.lock().unwrap() {
        0 => false,
        _ => {
            *free.lock().unwrap() -= 1;
            true
        }
    }
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), take);
}
