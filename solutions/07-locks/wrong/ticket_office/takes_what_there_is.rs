//! VERDICT: CHECK THEN ACT
//! A subtraction that stops at nothing hides the oversale from the number, not from the customers.

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
        *left = (*left - wanted).max(0);
        true
    }
}
