//! A mutex from a word and `futex` that looks whether somebody sleeps, and then unlocks.

extern crate interleave as std;

use interleave::futex;
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

// ANCHOR: program
const FREE: u32 = 0;
const HELD: u32 = 1;
const SOMEBODY_SLEEPS: u32 = 2;

fn lock(word: &AtomicU32) {
    if word.compare_exchange(FREE, HELD, Acquire, Relaxed).is_ok() {
        return;
    }
    while word.swap(SOMEBODY_SLEEPS, Acquire) != FREE {
        futex::wait(word, SOMEBODY_SLEEPS);
    }
}

fn unlock(word: &AtomicU32) {
    let seen = word.load(Relaxed);
    word.store(FREE, Release);
    if seen == SOMEBODY_SLEEPS {
        futex::wake(word, 1);
    }
}
// ANCHOR_END: program

fn evening() {
    let word = AtomicU32::new(FREE);
    thread::scope(|s| {
        for name in ["anna", "ben"] {
            let visit = || {
                lock(&word);
                unlock(&word);
            };
            thread::Builder::new().name(name.into()).spawn_scoped(s, visit).unwrap();
        }
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
