//! A flag that does not publish what was stored before it.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;

fn program() {
    let (letter, flag) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            letter.store(42, Relaxed);
            flag.store(true, Relaxed);
        });
        if flag.load(Relaxed) {
            assert_eq!(letter.load(Relaxed), 42, "no letter");
        }
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().weak_memory(true).explore(program);
    print!("{}", report.text(80, false));
}
