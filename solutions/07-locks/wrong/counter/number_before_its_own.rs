//! VERDICT: WRONG RESULT
//! `fetch_add` returns what was there before: the first visitor is told to be number 0.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        self.visitors.fetch_add(1, Ordering::SeqCst)
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
