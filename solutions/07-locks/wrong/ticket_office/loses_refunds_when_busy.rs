//! VERDICT: LOST UPDATE
//! The tickets are put back only if nobody is in the way.

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
        if *left < wanted {
            return false;
        }
        *left -= wanted;
        drop(left);
        let paid = pay();
        if !paid && let Ok(mut left) = self.left.try_lock() {
            *left += wanted;
        }
        paid
    }
}
