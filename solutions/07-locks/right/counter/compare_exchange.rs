//! Tries again whenever somebody else was quicker.

use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let mut seen = self.visitors.load(Ordering::Relaxed);
        loop {
            match self.visitors.compare_exchange_weak(
                seen,
                seen + 1,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return seen + 1,
                Err(now) => seen = now,
            }
        }
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::Relaxed)
    }
}
