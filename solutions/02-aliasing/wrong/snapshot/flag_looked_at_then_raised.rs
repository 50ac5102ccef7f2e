//! VERDICT: LOST UPDATE
//! Two clerks see the flag down, and both raise it.

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
        while self.clerk_inside.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        self.clerk_inside.store(true, Ordering::SeqCst);
        let new = Arc::new(change(&self.rates()));
        *self.board.lock().unwrap() = new.clone();
        self.clerk_inside.store(false, Ordering::SeqCst);
        new
    }
}
