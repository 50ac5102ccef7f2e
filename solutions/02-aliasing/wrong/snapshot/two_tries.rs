//! VERDICT: LOST UPDATE
//! It looks again once, and then replaces whatever hangs there.

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
        let seen = self.rates();
        let mut new = Arc::new(change(&seen));
        if !Arc::ptr_eq(&self.rates(), &seen) {
            new = Arc::new(change(&self.rates()));
        }
        *self.board.lock().unwrap() = new.clone();
        new
    }
}
