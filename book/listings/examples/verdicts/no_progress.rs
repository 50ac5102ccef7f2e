//! A loop that waits for what nobody does.

extern crate interleave as std;

// ANCHOR: program
use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

fn program() {
    let ready = AtomicBool::new(false);
    thread::scope(|s| {
        let _cook = s.spawn(|| ready.store(false, SeqCst));
        while !ready.load(SeqCst) {
            spin_loop();
        }
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().max_steps(100).explore(program);
    print!("{}", report.text(80, false));
}
