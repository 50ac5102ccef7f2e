//! A lock around what two threads change.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn program() {
    let visitors = Mutex::new(0);
    let visit = || *visitors.lock().unwrap() += 1;
    thread::scope(|s| {
        s.spawn(visit);
        s.spawn(visit);
    });
    assert_eq!(visitors.into_inner().unwrap(), 2);
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
