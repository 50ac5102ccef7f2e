//! A model in a `OnceLock`: one thread loads it, and all the others wait.

extern crate interleave as std;

// ANCHOR: program
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

static LOADS: AtomicUsize = AtomicUsize::new(0);

struct Model(u32);

fn load() -> Model {
    LOADS.fetch_add(1, SeqCst);
    Model(7)
}

fn one_for_all() -> usize {
    let ours = OnceLock::new();
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| assert_eq!(ours.get_or_init(load).0, 7));
        }
    });
    LOADS.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), one_for_all);
}
