//! VERDICT: LOST UPDATE
//! a CAS loop that gives up after three tries and returns what it last saw.

#![forbid(unsafe_code)]
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub struct Counter {
    n: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { n: AtomicU64::new(0) }
    }
    pub fn enter(&self) -> u64 {
        for _ in 0..3 {
            let n = self.n.load(Ordering::SeqCst);
            if self.n.compare_exchange(n, n + 1, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
                return n + 1;
            }
        }
        self.n.load(Ordering::SeqCst)
    }
    pub fn total(&self) -> u64 {
        self.n.load(Ordering::SeqCst)
    }
}
