//! VERDICT: WRONG RESULT
//! While `total` has the number in its hands, there is a 0 in its place.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        self.visitors.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn total(&self) -> u64 {
        let visitors = self.visitors.swap(0, Ordering::SeqCst);
        self.visitors.fetch_add(visitors, Ordering::SeqCst);
        visitors
    }
}
