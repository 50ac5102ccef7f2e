//! VERDICT: DEADLOCK
//! The guard is forgotten, and with it the unlocking.

use std::mem;
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
        let number = *visitors;
        mem::forget(visitors);
        number
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
