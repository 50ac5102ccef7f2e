//! VERDICT: LOST UPDATE
//! It compares under one guard and replaces under another.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Arc<Rates>>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { board: Mutex::new(Arc::new(first)) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.board.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        loop {
            let seen = self.rates();
            let new = Arc::new(change(&seen));
            if Arc::ptr_eq(&self.rates(), &seen) {
                *self.board.lock().unwrap() = new.clone();
                return new;
            }
        }
    }
}
