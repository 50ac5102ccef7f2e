//! VERDICT: CHECK THEN ACT
//! After the wait it takes without looking again. What it waited for may be gone, or may never have come.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex};

pub struct TicketOffice {
    left: Mutex<i32>,
    paying: AtomicU32,
    decided: Condvar,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice {
            left: Mutex::new(tickets),
            paying: AtomicU32::new(0),
            decided: Condvar::new(),
        }
    }

    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let mut left = self.left.lock().unwrap();
        if *left < wanted && self.paying.load(Ordering::SeqCst) > 0 {
            left = self.decided.wait(left).unwrap();
        } else if *left < wanted {
            return false;
        }
        *left -= wanted;
        self.paying.fetch_add(1, Ordering::SeqCst);
        drop(left);
        let paid = pay();
        let mut left = self.left.lock().unwrap();
        if !paid {
            *left += wanted;
        }
        self.paying.fetch_sub(1, Ordering::SeqCst);
        self.decided.notify_all();
        paid
    }
}
