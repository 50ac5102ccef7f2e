//! VERDICT: DEADLOCK
//! The write lock waits until there is no reader, and this thread is one.

use std::sync::RwLock;

pub struct Counter {
    visitors: RwLock<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: RwLock::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let seen = self.visitors.read().unwrap();
        let number = *seen + 1;
        *self.visitors.write().unwrap() = number;
        number
    }

    pub fn total(&self) -> u64 {
        *self.visitors.read().unwrap()
    }
}
