//! VERDICT: LOST UPDATE
//! Nobody keeps the guard, so the line locks and unlocks, and the number is outside.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    door: Mutex<()>,
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { door: Mutex::new(()), visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        self.door.lock().unwrap();
        let number = self.visitors.load(Ordering::SeqCst) + 1;
        self.visitors.store(number, Ordering::SeqCst);
        number
    }

    pub fn total(&self) -> u64 {
        self.visitors.load(Ordering::SeqCst)
    }
}
