//! The same two threads, with a lock around the line.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn say(stage: &Mutex<()>, name: &str) {
    let _turn = stage.lock().unwrap();
    print!("{name}: ");
    println!("good evening");
}

fn evening() {
    let stage = Mutex::new(());
    thread::scope(|s| {
        s.spawn(|| say(&stage, "anna"));
        s.spawn(|| say(&stage, "ben"));
    });
}
// ANCHOR_END: program

fn main() {
    listings::outputs(interleave::Explorer::new(), evening);
}
