//! `Arc::make_mut` writes into the version itself if nobody else has it, and into a clone otherwise.

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
        self.board.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let old = self.rates();
        let rates = change(&old);
        drop(old);
        let mut board = self.board.lock().unwrap();
        *Arc::make_mut(&mut board) = rates;
        Arc::clone(&board)
    }
}
