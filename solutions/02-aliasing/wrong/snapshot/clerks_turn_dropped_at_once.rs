//! VERDICT: LOST UPDATE
//! `let _ =` keeps nothing: the turn is over before it began.

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
        let _ = self.clerk.lock();
        let new = Arc::new(change(&self.rates()));
        *self.board.lock().unwrap() = new.clone();
        new
    }
}
