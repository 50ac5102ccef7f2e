//! The number under a lock, read and written in one critical section.

use std::sync::Mutex;

pub struct Counter {
    visitors: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: Mutex::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let mut visitors = self.visitors.lock().unwrap();
        *visitors += 1;
        *visitors
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
