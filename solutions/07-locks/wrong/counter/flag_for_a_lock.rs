//! VERDICT: LOST UPDATE
//! Two threads may both find the flag down before either puts it up.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub struct Counter {
    busy: AtomicBool,
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { busy: AtomicBool::new(false), visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        while self.busy.load(Ordering::SeqCst) {
            std::hint::spin_loop();
        }
        self.busy.store(true, Ordering::SeqCst);
        let number = self.visitors.load(Ordering::SeqCst) + 1;
        self.visitors.store(number, Ordering::SeqCst);
        self.busy.store(false, Ordering::SeqCst);
        number
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
