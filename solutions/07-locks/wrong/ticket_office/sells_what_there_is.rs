//! VERDICT: WRONG RESULT
//! A customer who wants two tickets and gets one is not served.

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
        let taken = {
            let mut left = self.left.lock().unwrap();
            let taken = wanted.min(*left);
            *left -= taken;
            taken
        };
        let paid = taken > 0 && pay();
        if !paid {
            *self.left.lock().unwrap() += taken;
        }
        paid
    }
}
