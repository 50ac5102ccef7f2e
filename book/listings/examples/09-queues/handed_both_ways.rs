//! The same slot, handed over both ways.

extern crate interleave as std;

// ANCHOR: program
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering::*};
use std::thread;

struct Slot {
    letter: UnsafeCell<u32>,
    filled: AtomicBool,
}

// SAFETY: `filled` says whose the letter is. Is that enough?
unsafe impl Sync for Slot {}

impl Slot {
    fn try_put(&self, letter: u32) -> bool {
        if self.filled.load(Acquire) {
            return false;
        }
        // SAFETY: an empty slot belongs to the one who puts.
        unsafe { *self.letter.get() = letter };
        self.filled.store(true, Release);
        true
    }

    fn try_take(&self) -> Option<u32> {
        if !self.filled.load(Acquire) {
            return None;
        }
        // SAFETY: a filled slot belongs to the one who takes.
        let letter = unsafe { *self.letter.get() };
        self.filled.store(false, Release);
        Some(letter)
    }
}
// ANCHOR_END: program

fn post() {
    let slot = Slot { letter: UnsafeCell::new(0), filled: AtomicBool::new(false) };
    thread::scope(|s| {
        let _anna = s.spawn(|| (slot.try_put(42), slot.try_put(43)));
        let _ben = s.spawn(|| slot.try_take());
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().weak_memory(true).explore(post));
}
