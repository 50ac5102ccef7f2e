//! VERDICT: LOCK HELD TOO LONG
//! The number is locked only for a moment, but a second lock makes the windows take turns.

use std::sync::Mutex;

pub struct TicketOffice {
    door: Mutex<()>,
    left: Mutex<i32>,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { door: Mutex::new(()), left: Mutex::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        *self.left.lock().unwrap()
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let _turn = self.door.lock().unwrap();
        if self.left() < wanted || !pay() {
            return false;
        }
        *self.left.lock().unwrap() -= wanted;
        true
    }
}
