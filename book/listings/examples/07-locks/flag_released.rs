//! The letter and the flag, with a Release store and an Acquire load.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::thread;

fn post() {
    let letter = AtomicU32::new(0);
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            letter.store(42, Relaxed);
            flag.store(true, Release); // with the load below
        });
        let _ben = s.spawn(|| {
            if flag.load(Acquire) {
                // with the store above
                assert_eq!(letter.load(Relaxed), 42, "no letter");
            }
        });
    });
}
// ANCHOR_END: program

fn main() {
    let explorer = interleave::Explorer::new().weak_memory(true);
    listings::show(&explorer.clone().explore(post));
    listings::game(explorer, post);
}
