//! VERDICT: NO PROGRESS
//! The loop tries for ever to replace a number that is no longer there.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let seen = self.visitors.load(Ordering::SeqCst);
        while self
            .visitors
            .compare_exchange(seen, seen + 1, Ordering::SeqCst, Ordering::SeqCst)
            .is_err()
        {
            std::thread::yield_now();
        }
        seen + 1
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
