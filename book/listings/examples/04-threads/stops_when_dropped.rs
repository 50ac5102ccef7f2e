//! A guard: whoever drops it has waited for its thread.

// ANCHOR: program
use std::thread::{self, JoinHandle};

struct Clerk {
    thread: Option<JoinHandle<()>>,
}

impl Drop for Clerk {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

fn main() {
    let thread = thread::spawn(|| println!("the letter is posted"));
    let clerk = Clerk { thread: Some(thread) };
    drop(clerk);
    println!("the door is locked");
}
// ANCHOR_END: program
