//! Two semaphores: one lets all in when the last has come, the other lets all out when the last is in.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A place where a group of threads waits for its last one, round after round.
pub struct Barrier {
    parties: usize,
    count: Mutex<usize>,
    into: Semaphore,
    out: Semaphore,
}
struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    fn acquire(&self) {
        let permits = self.permits.lock().unwrap();
        *self.released.wait_while(permits, |permits| *permits == 0).unwrap() -= 1;
    }

    fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        self.released.notify_all();
    }
}

impl Barrier {
    /// A barrier for a group of that size.
    ///
    /// # Panics
    /// If `parties` is 0.
    pub fn new(parties: usize) -> Barrier {
        assert!(parties > 0);
        Barrier { parties, count: Mutex::new(0), into: Semaphore::new(0), out: Semaphore::new(0) }
    }

    /// Waits until all of the group are here. In each round exactly one of them gets `true`.
    pub fn wait(&self) -> bool {
        let last = {
            let mut count = self.count.lock().unwrap();
            *count += 1;
            *count == self.parties
        };
        if last {
            self.into.release(self.parties);
        }
        self.into.acquire();
        {
            let mut count = self.count.lock().unwrap();
            *count -= 1;
            if *count == 0 {
                self.out.release(self.parties);
            }
        }
        self.out.acquire();
        last
    }
}
