//! One clerk at a time, by a flag that is raised in one step.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Arc<Rates>>,
    clerk_inside: AtomicBool,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { board: Mutex::new(Arc::new(first)), clerk_inside: AtomicBool::new(false) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.board.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        while self.clerk_inside.swap(true, Ordering::Acquire) {
            thread::yield_now();
        }
        let new = Arc::new(change(&self.rates()));
        *self.board.lock().unwrap() = new.clone();
        self.clerk_inside.store(false, Ordering::Release);
        new
    }
}
