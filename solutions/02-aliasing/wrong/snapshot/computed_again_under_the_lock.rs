//! VERDICT: LOCK HELD TOO LONG
//! A clerk who was too late computes again, this time with the board locked.

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
        let mut board = self.board.lock().unwrap();
        if !Arc::ptr_eq(&board, &seen) {
            new = Arc::new(change(&board));
        }
        *board = new.clone();
        new
    }
}
