//! VERDICT: PANICKED
//! visitor 65,536 is number 0.

#![forbid(unsafe_code)]
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub struct Counter {
    n: AtomicU16,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { n: AtomicU16::new(0) }
    }
    pub fn enter(&self) -> u64 {
        (self.n.fetch_add(1, Ordering::SeqCst) + 1) as u64
    }
    pub fn total(&self) -> u64 {
        self.n.load(Ordering::SeqCst) as u64
    }
}
