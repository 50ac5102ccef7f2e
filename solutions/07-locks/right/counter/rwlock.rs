//! A lock that lets several threads read the total at the same time.

use std::sync::RwLock;

pub struct Counter {
    visitors: RwLock<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: RwLock::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let mut visitors = self.visitors.write().unwrap();
        *visitors += 1;
        *visitors
    }

    pub fn total(&self) -> u64 {
        *self.visitors.read().unwrap()
    }
}
