//! VERDICT: CHECK THEN ACT
//! Nobody pays between the two critical sections, and another window still fits in.

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
        if self.left() < wanted {
            return false;
        }
        *self.left.lock().unwrap() -= wanted;
        let paid = pay();
        if !paid {
            *self.left.lock().unwrap() += wanted;
        }
        paid
    }
}
