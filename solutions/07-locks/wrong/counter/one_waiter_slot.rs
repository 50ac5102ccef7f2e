//! VERDICT: DEADLOCK
//! a park lock with room for one waiter: a third thread overwrites the second.

#![forbid(unsafe_code)]
use std::sync::Mutex;
use std::thread::{self, Thread};

pub struct Counter {
    busy: Mutex<(bool, Option<Thread>)>,
    n: Mutex<u64>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { busy: Mutex::new((false, None)), n: Mutex::new(0) }
    }
    pub fn enter(&self) -> u64 {
        loop {
            {
                let mut b = self.busy.lock().unwrap();
                if !b.0 {
                    b.0 = true;
                    break;
                }
                b.1 = Some(thread::current());
            }
            thread::park();
        }
        let n = *self.n.lock().unwrap();
        *self.n.lock().unwrap() = n + 1;
        let mut b = self.busy.lock().unwrap();
        b.0 = false;
        if let Some(t) = b.1.take() {
            t.unpark();
        }
        n + 1
    }
    pub fn total(&self) -> u64 {
        *self.n.lock().unwrap()
    }
}
