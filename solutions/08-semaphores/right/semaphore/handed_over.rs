//! Each waiter has its own entry in a queue, and a permit is handed to it: who wakes up has it already.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    state: Mutex<State>,
}
struct State {
    permits: usize,
    waiting: VecDeque<Arc<Waiter>>,
}

struct Waiter {
    wanted: usize,
    granted: Mutex<bool>,
    woken: Condvar,
}

impl State {
    fn hand_out(&mut self) {
        let permits = &mut self.permits;
        self.waiting.retain(|waiter| {
            if *permits < waiter.wanted {
                return true;
            }
            *permits -= waiter.wanted;
            *waiter.granted.lock().unwrap() = true;
            waiter.woken.notify_one();
            false
        });
    }
}

impl Semaphore {
    fn queue(&self, wanted: usize) -> Arc<Waiter> {
        let waiter = Arc::new(Waiter { wanted, granted: Mutex::new(false), woken: Condvar::new() });
        let mut state = self.state.lock().unwrap();
        state.waiting.push_back(waiter.clone());
        state.hand_out();
        waiter
    }
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, too.
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { state: Mutex::new(State { permits, waiting: VecDeque::new() }) }
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        self.acquire_many(1);
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        let waiter = self.queue(wanted);
        let granted = waiter.granted.lock().unwrap();
        let _granted = waiter.woken.wait_while(granted, |granted| !*granted).unwrap();
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.permits == 0 {
            return false;
        }
        state.permits -= 1;
        true
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        let waiter = self.queue(1);
        let granted = waiter.granted.lock().unwrap();
        let (granted, _) =
            waiter.woken.wait_timeout_while(granted, limit, |granted| !*granted).unwrap();
        if *granted {
            return true;
        }
        drop(granted);
        let mut state = self.state.lock().unwrap();
        state.waiting.retain(|other| !Arc::ptr_eq(other, &waiter));
        let granted = *waiter.granted.lock().unwrap();
        granted
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        state.permits += permits;
        state.hand_out();
    }

    /// Waits for a permit, which is given back when what this returns is dropped.
    pub fn permit(&self) -> Permit<'_> {
        self.acquire();
        Permit { semaphore: self }
    }
}

/// One permit, in somebody's hands. Dropping it gives it back, also when a panic does.
#[must_use = "the permit is given back as soon as this is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.semaphore.release(1);
    }
}
