//! VERDICT: CHECK THEN ACT
//! The load is atomic and the subtraction is atomic. The pair is not.

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
        if self.left.load(Ordering::SeqCst) < wanted {
            return false;
        }
        self.left.fetch_sub(wanted, Ordering::SeqCst);
        let paid = pay();
        if !paid {
            self.left.fetch_add(wanted, Ordering::SeqCst);
        }
        paid
    }
}
