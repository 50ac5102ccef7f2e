//! VERDICT: LOST UPDATE
//! A busy lock is taken for an excuse not to count.

use std::sync::Mutex;

pub struct Counter {
    visitors: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: Mutex::new(0) }
    }

    pub fn enter(&self) -> u64 {
        match self.visitors.try_lock() {
            Ok(mut visitors) => {
                *visitors += 1;
                *visitors
            }
            Err(_) => self.total(),
        }
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
