//! VERDICT: LOST UPDATE
//! Many may hold the read lock at once, and it is given back before the write lock is taken.

use std::sync::RwLock;

pub struct Counter {
    visitors: RwLock<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: RwLock::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let seen = *self.visitors.read().unwrap();
        *self.visitors.write().unwrap() = seen + 1;
        seen + 1
    }

    pub fn total(&self) -> u64 {
        *self.visitors.read().unwrap()
    }
}
