//! A mutex from a word and the kernel's `futex`, in every interleaving of three threads.

extern crate interleave as std;

// ANCHOR: program
use interleave::{futex, require};
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

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
    if word.swap(FREE, Release) == SOMEBODY_SLEEPS {
        futex::wake(word, 1);
    }
}
// ANCHOR_END: program

// ANCHOR: explore
fn evening() {
    let (word, visitors) = (AtomicU32::new(FREE), AtomicU32::new(0));
    let enter = || {
        lock(&word);
        visitors.store(visitors.load(Relaxed) + 1, Relaxed);
        unlock(&word);
    };
    thread::scope(|s| {
        let _east = s.spawn(enter);
        let _west = s.spawn(enter);
        enter();
    });
    require!(visitors.load(Relaxed) == 3, LostUpdate, "a visitor is missing");
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
// ANCHOR_END: explore
