//! A counter for statistics, that two threads add to.

extern crate interleave as std;

use interleave::{Explorer, require};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

// ANCHOR: program
fn answer(hits: &AtomicU64) {
    // ... the work that we measure ...
    hits.store(hits.load(Relaxed) + 1, Relaxed);
}
// ANCHOR_END: program

fn evening() {
    let hits = AtomicU64::new(0);
    thread::scope(|s| {
        let _anna = s.spawn(|| answer(&hits));
        let _ben = s.spawn(|| answer(&hits));
    });
    let counted = hits.load(Relaxed);
    require!(counted == 2, LostUpdate, "2 answers were given, and {counted} counted");
}

fn main() {
    listings::game(Explorer::new(), evening);
}
