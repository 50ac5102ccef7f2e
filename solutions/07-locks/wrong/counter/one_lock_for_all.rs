//! VERDICT: OUTLIVED
//! A static keeps its number from one run to the next, and is shared by all counters.

use std::sync::Mutex;

static VISITORS: Mutex<u64> = Mutex::new(0);

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        let mut visitors = VISITORS.lock().unwrap();
        *visitors += 1;
        *visitors
    }

    pub fn total(&self) -> u64 {
        *VISITORS.lock().unwrap()
    }
}
