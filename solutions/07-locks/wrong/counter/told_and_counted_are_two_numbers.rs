//! VERDICT: WRONG RESULT
//! the number told is from one atomic, total from another: one who was told 2 may ask total and hear 1.

#![forbid(unsafe_code)]
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub struct Counter {
    next: AtomicU64,
    counted: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { next: AtomicU64::new(0), counted: AtomicU64::new(0) }
    }
    pub fn enter(&self) -> u64 {
        let n = self.next.fetch_add(1, Ordering::SeqCst) + 1;
        self.counted.fetch_add(1, Ordering::SeqCst);
        n
    }
    pub fn total(&self) -> u64 {
        self.counted.load(Ordering::SeqCst)
    }
}
