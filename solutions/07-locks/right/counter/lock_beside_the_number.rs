//! As in Python: a lock, and beside it what it protects. `_door` lives until the end of the function, `_` would not.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Counter {
    door: Mutex<()>,
    visitors: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { door: Mutex::new(()), visitors: AtomicU64::new(0) }
    }

    pub fn enter(&self) -> u64 {
        let _door = self.door.lock().unwrap();
        let number = self.visitors.load(Ordering::Relaxed) + 1;
        self.visitors.store(number, Ordering::Relaxed);
        number
    }

    pub fn total(&self) -> u64 {
        let _door = self.door.lock().unwrap();
        self.visitors.load(Ordering::Relaxed)
    }
}
