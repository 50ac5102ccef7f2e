//! VERDICT: LOCK HELD TOO LONG
//! Two customers may pay at a time. The third waits.

#![forbid(unsafe_code)]
use std::sync::Condvar;
use std::sync::Mutex;

pub struct TicketOffice {
    left: Mutex<i32>,
    readers: Mutex<i32>,
    freed: Condvar,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: Mutex::new(tickets), readers: Mutex::new(2), freed: Condvar::new() }
    }
    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        {
            let mut l = self.left.lock().unwrap();
            if *l < wanted {
                return false;
            }
            *l -= wanted;
        }
        let mut r = self.readers.lock().unwrap();
        while *r == 0 {
            r = self.freed.wait(r).unwrap();
        }
        *r -= 1;
        drop(r);
        let p = pay();
        *self.readers.lock().unwrap() += 1;
        self.freed.notify_one();
        if !p {
            *self.left.lock().unwrap() += wanted;
        }
        p
    }
}
