//! VERDICT: CHECK THEN ACT
//! It looks in one critical section and takes in another, and the customer pays in between.

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
        *self.left.lock().unwrap() -= wanted;
        true
    }
}
