//! A mutex from a word and `futex` that wakes one of two sleepers, and forgets the other.

extern crate interleave as std;

use interleave::futex;
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

const FREE: u32 = 0;
const HELD: u32 = 1;
const SOMEBODY_SLEEPS: u32 = 2;

// ANCHOR: program
fn lock(word: &AtomicU32) {
    while word.compare_exchange(FREE, HELD, Acquire, Relaxed).is_err() {
        // If it is not free meanwhile, say so, and sleep.
        let _ = word.compare_exchange(HELD, SOMEBODY_SLEEPS, Relaxed, Relaxed);
        futex::wait(word, SOMEBODY_SLEEPS);
    }
}
// ANCHOR_END: program

fn unlock(word: &AtomicU32) {
    if word.swap(FREE, Release) == SOMEBODY_SLEEPS {
        futex::wake(word, 1);
    }
}

fn evening(doors: u32) {
    let word = AtomicU32::new(FREE);
    let enter = || {
        lock(&word);
        unlock(&word);
    };
    thread::scope(|s| {
        let _east = s.spawn(enter);
        if doors == 3 {
            let _west = s.spawn(enter);
        }
        enter();
    });
}

fn main() {
    let two = interleave::Explorer::new().explore(|| evening(2));
    println!("with two threads: {}", two.verdict);
    listings::show(&interleave::Explorer::new().explore(|| evening(3)));
}
