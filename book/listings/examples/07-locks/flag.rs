//! A letter, and a flag that says that it is there. Both are atomics, and still the letter is missing.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;

fn post() {
    let letter = AtomicU32::new(0);
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            letter.store(42, Relaxed);
            flag.store(true, Relaxed);
        });
        let _ben = s.spawn(|| {
            if flag.load(Relaxed) {
                assert_eq!(letter.load(Relaxed), 42, "no letter");
            }
        });
    });
}
// ANCHOR_END: program

fn main() {
    // ANCHOR: explore
    let explorer = interleave::Explorer::new().weak_memory(true);
    listings::show(&explorer.clone().explore(post));
    // ANCHOR_END: explore
    listings::game(explorer, post);
}
