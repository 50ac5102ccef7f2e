//! VERDICT: WRONG RESULT
//! A customer who finds the lock taken gets a version from earlier, which may be older than the one seen before.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Arc<Rates>>,
    previous: Mutex<Arc<Rates>>,
    clerk: Mutex<()>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        let first = Arc::new(first);
        Office {
            board: Mutex::new(first.clone()),
            previous: Mutex::new(first),
            clerk: Mutex::new(()),
        }
    }

    pub fn rates(&self) -> Arc<Rates> {
        match self.board.try_lock() {
            Ok(board) => board.clone(),
            Err(_) => self.previous.lock().unwrap().clone(),
        }
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let old = self.board.lock().unwrap().clone();
        let new = Arc::new(change(&old));
        let mut board = self.board.lock().unwrap();
        *board = new.clone();
        *self.previous.lock().unwrap() = old;
        new
    }
}
