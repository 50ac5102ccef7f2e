//! A thread is started, and `main` is over. How often the letter is posted differs from run to run, so what it prints
//! is not recorded; the book quotes a thousand runs and names their machine.

use std::thread;

// ANCHOR: program
fn main() {
    println!("main starts a thread, and ends");
    thread::spawn(|| println!("the letter is posted"));
}
// ANCHOR_END: program
