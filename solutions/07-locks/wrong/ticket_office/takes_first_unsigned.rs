//! VERDICT: CHECK THEN ACT
//! It takes first and looks afterwards. For a moment the number is below zero, which here is four billion.

use std::sync::atomic::{AtomicU32, Ordering};

pub struct TicketOffice {
    left: AtomicU32,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: AtomicU32::new(tickets as u32) }
    }

    pub fn left(&self) -> i32 {
        self.left.load(Ordering::SeqCst) as i32
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let wanted = wanted as u32;
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
