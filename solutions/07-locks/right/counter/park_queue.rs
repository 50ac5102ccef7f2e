//! A lock with a queue of parked threads.

#![forbid(unsafe_code)]
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, Thread};

pub struct Counter {
    q: Mutex<(bool, VecDeque<Thread>)>,
    n: AtomicU64,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { q: Mutex::new((false, VecDeque::new())), n: AtomicU64::new(0) }
    }
    pub fn enter(&self) -> u64 {
        loop {
            {
                let mut q = self.q.lock().unwrap();
                if !q.0 {
                    q.0 = true;
                    break;
                }
                q.1.push_back(thread::current());
            }
            thread::park();
        }
        let n = self.n.load(Ordering::Relaxed) + 1;
        self.n.store(n, Ordering::Relaxed);
        let mut q = self.q.lock().unwrap();
        q.0 = false;
        if let Some(t) = q.1.pop_front() {
            t.unpark();
        }
        n
    }
    pub fn total(&self) -> u64 {
        self.n.load(Ordering::Relaxed)
    }
}
