//! VERDICT: LOST UPDATE
//! It adds to the board by how much the rates changed, whatever the board says by now.

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
        let made = change(&seen);
        let mut board = self.board.lock().unwrap();
        let buy = board.buy.wrapping_add(made.buy.wrapping_sub(seen.buy));
        let sell = board.sell.wrapping_add(made.sell.wrapping_sub(seen.sell));
        *board = Arc::new(Rates { buy, sell });
        board.clone()
    }
}
