//! VERDICT: LOST UPDATE
//! When somebody else was quicker the exchange fails, and nobody tries again.

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
        let _ = self.visitors.compare_exchange(seen, seen + 1, Ordering::SeqCst, Ordering::SeqCst);
        seen + 1
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
