//! VERDICT: TORN WRITE
//! Each number has a lock of its own, and every customer puts a board together.

use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    buy: Mutex<u32>,
    sell: Mutex<u32>,
    clerk: Mutex<()>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office { buy: Mutex::new(first.buy), sell: Mutex::new(first.sell), clerk: Mutex::new(()) }
    }

    pub fn rates(&self) -> Arc<Rates> {
        let buy = *self.buy.lock().unwrap();
        let sell = *self.sell.lock().unwrap();
        Arc::new(Rates { buy, sell })
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let _turn = self.clerk.lock().unwrap();
        let new = change(&self.rates());
        *self.buy.lock().unwrap() = new.buy;
        *self.sell.lock().unwrap() = new.sell;
        Arc::new(new)
    }
}
