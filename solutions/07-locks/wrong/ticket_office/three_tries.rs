//! VERDICT: WRONG RESULT
//! The customer is sent away after three exchanges that failed.

#![forbid(unsafe_code)]
use std::sync::Mutex;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

pub struct TicketOffice {
    left: AtomicI32,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: AtomicI32::new(tickets) }
    }
    pub fn left(&self) -> i32 {
        self.left.load(SeqCst)
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        for _ in 0..3 {
            let l = self.left.load(SeqCst);
            if l < wanted {
                return false;
            }
            if self.left.compare_exchange(l, l - wanted, SeqCst, SeqCst).is_ok() {
                let p = pay();
                if !p {
                    self.left.fetch_add(wanted, SeqCst);
                }
                return p;
            }
        }
        false
    }
}
