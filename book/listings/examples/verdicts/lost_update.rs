//! Read, then write, and nobody is kept out.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn program() {
    let visitors = AtomicU32::new(0);
    let visit = || visitors.store(visitors.load(SeqCst) + 1, SeqCst);
    thread::scope(|s| {
        let _east = s.spawn(visit);
        let _west = s.spawn(visit);
    });
    let counted = visitors.load(SeqCst);
    require!(counted == 2, LostUpdate, "2 came in, {counted} counted");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
