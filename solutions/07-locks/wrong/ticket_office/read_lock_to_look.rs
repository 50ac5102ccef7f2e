//! VERDICT: CHECK THEN ACT
//! Two windows may hold the read lock at once, and both see the last ticket.

use std::sync::RwLock;

pub struct TicketOffice {
    left: RwLock<i32>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: RwLock::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        *self.left.read().unwrap()
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        if *self.left.read().unwrap() < wanted {
            return false;
        }
        *self.left.write().unwrap() -= wanted;
        let paid = pay();
        if !paid {
            *self.left.write().unwrap() += wanted;
        }
        paid
    }
}
