//! VERDICT: NO PROGRESS
//! It waits for tickets that nobody will bring, instead of sending the customer away.

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
        loop {
            let mut left = self.left.lock().unwrap();
            if *left >= wanted {
                *left -= wanted;
                break;
            }
            drop(left);
            std::thread::yield_now();
        }
        let paid = pay();
        if !paid {
            *self.left.lock().unwrap() += wanted;
        }
        paid
    }
}
