//! VERDICT: DEADLOCK
//! Both guards of the line live until its end: the second `lock` waits for the first one.

use std::sync::Mutex;

pub struct Counter {
    visitors: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { visitors: Mutex::new(0) }
    }

    pub fn enter(&self) -> u64 {
        *self.visitors.lock().unwrap() = *self.visitors.lock().unwrap() + 1;
        self.total()
    }

    pub fn total(&self) -> u64 {
        *self.visitors.lock().unwrap()
    }
}
