//! VERDICT: STALE READ
//! a spin lock with Relaxed orderings around relaxed load and store: wrong on weak memory.

#![forbid(unsafe_code)]
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub struct Counter {
    busy: AtomicBool,
    n: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { busy: AtomicBool::new(false), n: AtomicU64::new(0) }
    }
    pub fn enter(&self) -> u64 {
        while self.busy.swap(true, Ordering::Relaxed) {
            std::hint::spin_loop();
        }
        let n = self.n.load(Ordering::Relaxed) + 1;
        self.n.store(n, Ordering::Relaxed);
        self.busy.store(false, Ordering::Relaxed);
        n
    }
    pub fn total(&self) -> u64 {
        self.n.load(Ordering::Relaxed)
    }
}
