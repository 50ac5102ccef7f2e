//! VERDICT: LOCK HELD TOO LONG
//! Many may read, but nobody while the clerk has the write lock.

use std::sync::{Arc, RwLock};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: RwLock<Arc<Rates>>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { board: RwLock::new(Arc::new(first)) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.board.read().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let mut board = self.board.write().unwrap();
        let new = Arc::new(change(&board));
        *board = new.clone();
        new
    }
}
