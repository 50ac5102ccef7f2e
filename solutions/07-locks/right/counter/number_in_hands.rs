//! The number is taken out, and whoever needs it meanwhile waits on a Condvar.

#![forbid(unsafe_code)]
use std::sync::{Condvar, Mutex};

pub struct Counter {
    n: Mutex<Option<u64>>,
    back: Condvar,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { n: Mutex::new(Some(0)), back: Condvar::new() }
    }
    pub fn enter(&self) -> u64 {
        let mut g = self.back.wait_while(self.n.lock().unwrap(), |n| n.is_none()).unwrap();
        let n = g.take().unwrap() + 1;
        drop(g);
        *self.n.lock().unwrap() = Some(n);
        self.back.notify_all();
        n
    }
    pub fn total(&self) -> u64 {
        self.back.wait_while(self.n.lock().unwrap(), |n| n.is_none()).unwrap().unwrap()
    }
}
