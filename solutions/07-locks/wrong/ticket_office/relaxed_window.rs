//! VERDICT: STALE READ
//! A spin lock with Relaxed orderings around relaxed loads and stores.

#![forbid(unsafe_code)]
use std::sync::Mutex;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;

pub struct TicketOffice {
    left: AtomicI32,
    busy: AtomicBool,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { left: AtomicI32::new(tickets), busy: AtomicBool::new(false) }
    }
    pub fn left(&self) -> i32 {
        self.left.load(Relaxed)
    }
    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        self.enter();
        let l = self.left.load(Relaxed);
        if l < wanted {
            self.leave();
            return false;
        }
        self.left.store(l - wanted, Relaxed);
        self.leave();
        let p = pay();
        if !p {
            self.enter();
            let l = self.left.load(Relaxed);
            self.left.store(l + wanted, Relaxed);
            self.leave();
        }
        p
    }
}
impl TicketOffice {
    fn enter(&self) {
        while self.busy.swap(true, Relaxed) {
            std::hint::spin_loop();
        }
    }
    fn leave(&self) {
        self.busy.store(false, Relaxed);
    }
}
