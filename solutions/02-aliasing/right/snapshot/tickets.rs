//! Clerks draw a ticket and wait until its number is called.

use std::sync::{Arc, Condvar, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    board: Mutex<Arc<Rates>>,
    tickets: Mutex<Tickets>,
    next: Condvar,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        Office {
            board: Mutex::new(Arc::new(first)),
            tickets: Mutex::default(),
            next: Condvar::new(),
        }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.board.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let mut tickets = self.tickets.lock().unwrap();
        let mine = tickets.given;
        tickets.given += 1;
        while tickets.served != mine {
            tickets = self.next.wait(tickets).unwrap();
        }
        drop(tickets);
        let new = Arc::new(change(&self.rates()));
        *self.board.lock().unwrap() = new.clone();
        self.tickets.lock().unwrap().served += 1;
        self.next.notify_all();
        new
    }
}

#[derive(Default)]
struct Tickets {
    given: u64,
    served: u64,
}
