//! VERDICT: DEADLOCK
//! `rates` takes the lock that `update` holds already.

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
        let mut board = self.board.lock().unwrap();
        let new = Arc::new(change(&self.rates()));
        *board = new.clone();
        new
    }
}
