//! VERDICT: DEADLOCK
//! The guard that was taken to look lives as long as the `match`, and the same thread waits for the write lock.

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
        match self.board.read().unwrap() {
            old => {
                let new = Arc::new(change(&old));
                *self.board.write().unwrap() = new.clone();
                new
            }
        }
    }
}
