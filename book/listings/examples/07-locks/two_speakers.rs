//! Two threads print a line each, in two pieces.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::thread;

fn say(name: &str) {
    print!("{name}: ");
    println!("good evening");
}

fn evening() {
    thread::scope(|s| {
        s.spawn(|| say("anna"));
        s.spawn(|| say("ben"));
    });
}
// ANCHOR_END: program

fn main() {
    listings::outputs(interleave::Explorer::new(), evening);
}
