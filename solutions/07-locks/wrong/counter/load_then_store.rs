//! VERDICT: LOST UPDATE
//! Each operation is atomic, the three together are not.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let number = self.visitors.load(Ordering::SeqCst) + 1;
        self.visitors.store(number, Ordering::SeqCst);
        number
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
