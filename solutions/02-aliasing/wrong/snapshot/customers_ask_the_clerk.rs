//! VERDICT: LOCK HELD TOO LONG
//! Customers wait at the lock that a clerk holds all the time.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Arc<Rates>>,
    clerk: Mutex<()>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { board: Mutex::new(Arc::new(first)), clerk: Mutex::new(()) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        self.board.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let old = self.board.lock().unwrap().clone();
        let new = Arc::new(change(&old));
        *self.board.lock().unwrap() = new.clone();
        new
    }
}
