//! VERDICT: WRONG RESULT
//! The guard is gone at the end of the first line, so `total` may already include others.

use std::sync::Mutex;

pub struct Counter {
    visitors: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: Mutex::new(0) }
    }

    pub fn enter(&self) -> u64 {
        *self.visitors.lock().unwrap() += 1;
        self.total()
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
