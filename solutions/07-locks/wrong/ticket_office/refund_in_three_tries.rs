//! VERDICT: LOST UPDATE
//! The refund gives up after two failed exchanges.

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
        let mut l = self.left.load(SeqCst);
        loop {
            if l < wanted {
                return false;
            }
            match self.left.compare_exchange_weak(l, l - wanted, SeqCst, SeqCst) {
                Ok(_) => break,
                Err(n) => l = n,
            }
        }
        if pay() {
            return true;
        }
        for _ in 0..2 {
            let l = self.left.load(SeqCst);
            if self.left.compare_exchange(l, l + wanted, SeqCst, SeqCst).is_ok() {
                break;
            }
        }
        false
    }
}
