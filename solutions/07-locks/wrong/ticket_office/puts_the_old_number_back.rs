//! VERDICT: LOST UPDATE
//! What was left before is out of date after the payment: the sales of others are undone with it.

use std::sync::Mutex;

pub struct TicketOffice {
    left: Mutex<i32>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let mut left = self.left.lock().unwrap();
        let before = *left;
        if before < wanted {
            return false;
        }
        *left -= wanted;
        drop(left);
        let paid = pay();
        if !paid {
            *self.left.lock().unwrap() = before;
        }
        paid
    }
}
