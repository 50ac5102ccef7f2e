//! VERDICT: LOST UPDATE
//! It compares one of the two numbers to see whether another clerk was faster.

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
            let mut board = self.board.lock().unwrap();
            if board.buy == seen.buy {
                *board = new.clone();
                return new;
            }
        }
    }
}
