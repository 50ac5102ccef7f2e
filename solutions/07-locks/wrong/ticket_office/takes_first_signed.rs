//! VERDICT: WRONG RESULT
//! It takes first and looks afterwards. Meanwhile others are told that there are too few.

use std::sync::atomic::{AtomicI32, Ordering};

pub struct TicketOffice {
    left: AtomicI32,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: AtomicI32::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        self.left.load(Ordering::SeqCst)
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        if self.left.fetch_sub(wanted, Ordering::SeqCst) < wanted {
            self.left.fetch_add(wanted, Ordering::SeqCst);
            return false;
        }
        let paid = pay();
        if !paid {
            self.left.fetch_add(wanted, Ordering::SeqCst);
        }
        paid
    }
}
