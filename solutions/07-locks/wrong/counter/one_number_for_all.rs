//! VERDICT: WRONG RESULT
//! A static is shared by all counters, not only by the doors of one museum.

use std::sync::atomic::{AtomicU64, Ordering};

static VISITORS: AtomicU64 = AtomicU64::new(0);

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        VISITORS.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn total(&self) -> u64 {
        VISITORS.load(Ordering::SeqCst)
    }
}
