//! VERDICT: LOCK HELD TOO LONG
//! For the last tickets the lock is held while the customer pays.

#![forbid(unsafe_code)]
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
        let mut l = self.left.lock().unwrap();
        if *l < wanted {
            return false;
        }
        if *l == wanted {
            let p = pay();
            if p {
                *l -= wanted;
            }
            return p;
        }
        *l -= wanted;
        drop(l);
        let p = pay();
        if !p {
            *self.left.lock().unwrap() += wanted;
        }
        p
    }
}
