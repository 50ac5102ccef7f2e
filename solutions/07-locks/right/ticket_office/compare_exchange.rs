//! Looks and takes in one atomic step, tried again when another window was quicker.

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
        let taken = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
            (left >= wanted).then(|| left - wanted)
        });
        if taken.is_err() {
            return false;
        }
        let paid = pay();
        if !paid {
            self.left.fetch_add(wanted, Ordering::SeqCst);
        }
        paid
    }
}
