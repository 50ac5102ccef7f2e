//! A lock from one atomic, and what it forgets.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

fn lock(taken: &AtomicBool) {
    while taken.load(SeqCst) {
        spin_loop();
    }
    taken.store(true, SeqCst);
}

fn evening() {
    let taken = AtomicBool::new(false);
    let inside = AtomicU32::new(0);
    let visit = || {
        lock(&taken);
        let others = inside.fetch_add(1, SeqCst);
        assert_eq!(others, 0, "two are inside");
        inside.fetch_sub(1, SeqCst);
        taken.store(false, SeqCst);
    };
    thread::scope(|s| {
        let _anna = s.spawn(visit);
        let _ben = s.spawn(visit);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
