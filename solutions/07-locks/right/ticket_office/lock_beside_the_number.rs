//! As in Python: `with lock:` around each of the two short sections, and the number beside it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering};

pub struct TicketOffice {
    lock: Mutex<()>,
    left: AtomicI32,
}

impl TicketOffice {
    pub fn new(tickets: i32) -> TicketOffice {
        TicketOffice { lock: Mutex::new(()), left: AtomicI32::new(tickets) }
    }

    pub fn left(&self) -> i32 {
        self.locked(|| self.left.load(Ordering::Relaxed))
    }

    pub fn sell(&self, wanted: i32, pay: impl FnOnce() -> bool) -> bool {
        let enough = self.locked(|| {
            let left = self.left.load(Ordering::Relaxed);
            if left >= wanted {
                self.left.store(left - wanted, Ordering::Relaxed);
            }
            left >= wanted
        });
        if !enough {
            return false;
        }
        let paid = pay();
        if !paid {
            self.locked(|| {
                self.left.store(self.left.load(Ordering::Relaxed) + wanted, Ordering::Relaxed)
            });
        }
        paid
    }
}

impl TicketOffice {
    fn locked<R>(&self, section: impl FnOnce() -> R) -> R {
        let _guard = self.lock.lock().unwrap();
        section()
    }
}
