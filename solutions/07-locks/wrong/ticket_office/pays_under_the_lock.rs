//! VERDICT: LOCK HELD TOO LONG
//! Nothing is oversold, and every window waits while one customer looks for the card.

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
        if *left < wanted || !pay() {
            return false;
        }
        *left -= wanted;
        true
    }
}
