//! VERDICT: LOST UPDATE
//! Ten times it looks whether it was too late, and after that it gives up.

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
        let mut new = self.rates();
        for _ in 0..10 {
            let seen = self.rates();
            new = Arc::new(change(&seen));
            let mut board = self.board.lock().unwrap();
            if Arc::ptr_eq(&board, &seen) {
                *board = new.clone();
                return new;
            }
        }
        new
    }
}
