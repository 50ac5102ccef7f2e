//! VERDICT: NO PROGRESS
//! It waits until no customer looks at the old version any more.

use std::sync::{Arc, Mutex};
use std::thread;

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
            let mut board = self.board.lock().unwrap();
            if Arc::strong_count(&board) == 1 {
                *board = Arc::new(change(&board));
                return Arc::clone(&board);
            }
            drop(board);
            thread::yield_now();
        }
    }
}
