//! A lock in a static.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

static VISITORS: Mutex<u32> = Mutex::new(0);

fn program() {
    let visit = || *VISITORS.lock().unwrap() += 1;
    thread::scope(|s| {
        s.spawn(visit);
        s.spawn(visit);
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
