//! VERDICT: DEADLOCK
//! `total` locks what this thread has locked already.

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
        self.total()
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
