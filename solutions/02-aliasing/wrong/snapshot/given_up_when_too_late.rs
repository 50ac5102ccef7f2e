//! VERDICT: LOST UPDATE
//! When another clerk was faster, the new version is thrown away.

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
        let new = Arc::new(change(&seen));
        let mut board = self.board.lock().unwrap();
        if Arc::ptr_eq(&board, &seen) {
            *board = new.clone();
        }
        new
    }
}
