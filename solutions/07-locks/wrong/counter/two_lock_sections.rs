//! VERDICT: LOST UPDATE
//! The number is read in one critical section and written in another.

use std::sync::Mutex;

pub struct Counter {
    visitors: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: Mutex::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let seen = *self.visitors.lock().unwrap();
        *self.visitors.lock().unwrap() = seen + 1;
        seen + 1
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
