//! A lock that looks, and then takes.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

fn program() {
    let (taken, inside) = (AtomicBool::new(false), AtomicU32::new(0));
    let enter = || {
        if !taken.load(SeqCst) {
            taken.store(true, SeqCst);
            let others = inside.fetch_add(1, SeqCst);
            require!(others == 0, TwoInside, "two are behind one lock");
        }
    };
    thread::scope(|s| {
        let _anna = s.spawn(enter);
        let _ben = s.spawn(enter);
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
