//! VERDICT: WRONG RESULT
//! Each customer gets a copy of the board, and nothing is shared.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Rates>,
    clerk: Mutex<()>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { board: Mutex::new(first), clerk: Mutex::new(()) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        Arc::new(self.board.lock().unwrap().clone())
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let new = change(&self.rates());
        *self.board.lock().unwrap() = new.clone();
        Arc::new(new)
    }
}
