//! VERDICT: DEADLOCK
//! The guard made in the `match` lives until its end, and the second `lock` is inside.

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
        match *self.left.lock().unwrap() {
            left if left < wanted => false,
            _ => {
                *self.left.lock().unwrap() -= wanted;
                pay()
            }
        }
    }
}
