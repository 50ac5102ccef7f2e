//! Two take from a list with one element.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn program() {
    let cakes = Mutex::new(vec!["plum"]);
    thread::scope(|s| {
        let _anna = s.spawn(|| cakes.lock().unwrap().pop());
        let _ben = s.spawn(|| cakes.lock().unwrap().pop().unwrap());
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
