//! VERDICT: MEMORY LEAKED
//! The versions are put on a list, and the last one hangs on the board.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    versions: Mutex<Vec<Arc<Rates>>>,
    clerk: Mutex<()>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { versions: Mutex::new(vec![Arc::new(first)]), clerk: Mutex::new(()) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.versions.lock().unwrap().last().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let new = Arc::new(change(&self.rates()));
        self.versions.lock().unwrap().push(new.clone());
        new
    }
}
