//! A loop that stops at the first panic leaves the others at work.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::{panic, thread};

fn dinner() -> u32 {
    let served = Arc::new(AtomicU32::new(0));
    let count = served.clone();
    let cooks = [
        thread::spawn(|| panic!("the pot slipped")),
        thread::spawn(move || {
            count.fetch_add(1, SeqCst);
        }),
    ];
    let all = || cooks.into_iter().for_each(|cook| cook.join().unwrap());
    let _panicked = panic::catch_unwind(panic::AssertUnwindSafe(all));
    served.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), dinner);
}
