//! VERDICT: WRONG RESULT
//! What is being paid for is counted beside, and `left` still says that it is for sale.

#![forbid(unsafe_code)]
use std::sync::Mutex;

pub struct TicketOffice {
    left: Mutex<i32>,
    reserved: Mutex<i32>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new(tickets), reserved: Mutex::new(0) }
    }
    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        {
            let mut r = self.reserved.lock().unwrap();
            if *self.left.lock().unwrap() - *r < wanted {
                return false;
            }
            *r += wanted;
        }
        let paid = pay();
        let mut r = self.reserved.lock().unwrap();
        *r -= wanted;
        if paid {
            *self.left.lock().unwrap() -= wanted;
        }
        paid
    }
}
