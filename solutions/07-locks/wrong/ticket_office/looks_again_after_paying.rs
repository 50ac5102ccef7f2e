//! VERDICT: CHECK THEN ACT
//! The second look saves the tickets. The customer has paid for nothing.

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
        if self.left() < wanted || !pay() {
            return false;
        }
        let mut left = self.left.lock().unwrap();
        if *left < wanted {
            return false;
        }
        *left -= wanted;
        true
    }
}
