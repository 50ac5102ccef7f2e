//! A thread whose closure owns what it uses.

// ANCHOR: program
use std::thread;

fn start(name: String) -> thread::JoinHandle<()> {
    thread::spawn(move || println!("I am {name}"))
}

fn main() {
    let anna = start(String::from("Anna"));
    anna.join().unwrap();
}
// ANCHOR_END: program
