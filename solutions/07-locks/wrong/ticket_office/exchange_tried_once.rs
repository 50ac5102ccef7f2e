//! VERDICT: WRONG RESULT
//! The exchange fails when another window was quicker, which does not mean that there are too few.

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
        let left = self.left.load(Ordering::SeqCst);
        if left < wanted
            || self
                .left
                .compare_exchange(left, left - wanted, Ordering::SeqCst, Ordering::SeqCst)
                .is_err()
        {
            return false;
        }
        let paid = pay();
        if !paid {
            self.left.fetch_add(wanted, Ordering::SeqCst);
        }
        paid
    }
}
