//! VERDICT: DEADLOCK
//! a ticket lock whose notify_one may wake the wrong one of two waiters.

#![forbid(unsafe_code)]
use std::sync::{Condvar, Mutex};

pub struct Counter {
    state: Mutex<(u64, u64, u64)>,
    turn: Condvar,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { state: Mutex::new((0, 0, 0)), turn: Condvar::new() }
    }
    pub fn enter(&self) -> u64 {
        let mut s = self.state.lock().unwrap();
        let mine = s.0;
        s.0 += 1;
        while s.1 != mine {
            s = self.turn.wait(s).unwrap();
        }
        let n = s.2;
        drop(s);
        std::thread::yield_now();
        let mut s = self.state.lock().unwrap();
        s.2 = n + 1;
        s.1 += 1;
        drop(s);
        self.turn.notify_one();
        n + 1
    }
    pub fn total(&self) -> u64 {
        self.state.lock().unwrap().2
    }
}
