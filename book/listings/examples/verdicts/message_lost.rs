//! A postman who empties his bag when he is told to stop.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn program() {
    let bag = Mutex::new(vec!["for ben"]);
    let mut delivered = 0;
    thread::scope(|s| {
        // It is closing time.
        let _main_office = s.spawn(|| bag.lock().unwrap().clear());
        while let Some(_letter) = bag.lock().unwrap().pop() {
            delivered += 1;
        }
    });
    require!(delivered == 1, MessageLost, "1 letter was accepted, and {delivered} were delivered");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
