//! Readers share an `RwLock`; clerks queue at a mutex that holds the last version made.

use std::mem;
use std::sync::{Arc, Mutex, RwLock};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: RwLock<Arc<Rates>>,
    last: Mutex<Arc<Rates>>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        let first = Arc::new(first);
        Office { board: RwLock::new(first.clone()), last: Mutex::new(first) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        Arc::clone(&self.board.read().unwrap())
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let mut last = self.last.lock().unwrap();
        *last = Arc::new(change(&last));
        let old = mem::replace(&mut *self.board.write().unwrap(), last.clone());
        drop(old);
        last.clone()
    }
}
