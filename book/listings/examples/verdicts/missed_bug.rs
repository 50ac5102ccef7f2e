//! A test that asks a single thread.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

fn visit(visitors: &AtomicU32) {
    visitors.store(visitors.load(SeqCst) + 1, SeqCst);
}

/// Your test.
fn accepts(visit: fn(&AtomicU32)) -> bool {
    let visitors = AtomicU32::new(0);
    visit(&visitors);
    visit(&visitors);
    visitors.load(SeqCst) == 2
}

fn program() {
    require!(!accepts(visit), MissedBug, "your test accepts a `visit` that loses updates");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
