//! VERDICT: PANICKED
//! `Arc::get_mut` gives access only while nobody else has a name for the version.

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
        let new = change(&board);
        *Arc::get_mut(&mut board).unwrap() = new;
        Arc::clone(&board)
    }
}
