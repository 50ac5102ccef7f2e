//! VERDICT: DATA RACE
//! The compiler was told that this is safe to share. It is not.

use std::cell::UnsafeCell;

pub struct Counter {
    visitors: UnsafeCell<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: UnsafeCell::new(0) }
    }

    pub fn enter(&self) -> u64 {
        // SAFETY: none.
        unsafe {
            *self.visitors.get() += 1;
            *self.visitors.get()
        }
    }

    pub fn total(&self) -> u64 {
        // SAFETY: none.
        unsafe { *self.visitors.get() }
    }
}

// SAFETY: none.
unsafe impl Sync for Counter {}
