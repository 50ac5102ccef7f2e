//! VERDICT: CHECK THEN ACT
//! As in Python a lock beside the number, but nobody keeps the guard: it is unlocked at the end of its line.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering};

pub struct TicketOffice {
    door: Mutex<()>,
    left: AtomicI32,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { door: Mutex::new(()), left: AtomicI32::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        self.left.load(Ordering::SeqCst)
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        self.door.lock().unwrap();
        if self.left() < wanted {
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
