//! # Permits
//!
//! A car park has three spaces. Whoever drives in takes one, whoever drives out gives one back, and if there is none,
//! one waits at the gate. A **semaphore** is the number of free spaces, and the waiting. The spaces are called permits.
//! A mutex belongs to whoever locked it. A permit belongs to nobody: one thread may take it and another give it back.
//!
//! Build a semaphore from what `std` has: a lock, and a place to wait.
//!
//! 1. Choose what a `Semaphore` holds, and write `new`.
//! 2. `acquire_many` waits until there are enough permits, and takes them in one step. Who waits holds none of them.
//!    `acquire` is the same for one permit.
//! 3. `release` gives permits back. Nobody goes on waiting who could have what it waits for.
//! 4. `try_acquire` and `acquire_timeout` may come back without a permit. Then they have taken none, also not one that
//!    was meant for somebody else.
//! 5. `permit` is for those who want to give the permit back in any case: it is given back when the [`Permit`] is
//!    dropped.
//!
//! There is no queue. Who finds enough permits takes them, whoever came first. Who waits sleeps: it does not look
//! again and again.
//!
//! Check it with `cargo test -p semaphores --test semaphore`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// ANSWER
// | // Bring in what you build it from.
use std::sync::{Condvar, Mutex};
// END
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    // ANSWER
    // | // Your choice.
    state: Mutex<State>,
    released: Condvar,
    // END
}
// ANSWER

struct State {
    permits: usize,
    /// How many threads wait. A `release` that nobody waits for need not wake anybody, and that is most of them.
    waiting: usize,
}
// END

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, and so are very many.
    pub fn new(permits: usize) -> Semaphore {
        // ANSWER
        // | todo!("a semaphore with that many permits")
        Semaphore { state: Mutex::new(State { permits, waiting: 0 }), released: Condvar::new() }
        // END
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        // ANSWER
        // | todo!("wait for a permit")
        self.acquire_many(1);
        // END
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        // ANSWER
        // | todo!("wait until there are enough permits, and take them all in one step")
        let mut state = self.state.lock().unwrap();
        if state.permits < wanted {
            state.waiting += 1;
            // `wait_while` looks again after each wake-up: somebody else may have been quicker.
            state = self.released.wait_while(state, |state| state.permits < wanted).unwrap();
            state.waiting -= 1;
        }
        state.permits -= wanted;
        // END
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        // ANSWER
        // | todo!("take a permit if there is one")
        let mut state = self.state.lock().unwrap();
        let any = state.permits > 0;
        if any {
            state.permits -= 1;
        }
        any
        // END
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        // ANSWER
        // | todo!("wait for a permit, but not for longer than `limit`")
        let mut state = self.state.lock().unwrap();
        if state.permits == 0 {
            state.waiting += 1;
            // It looks at the permits before it looks at the clock. A permit that came with the last second is taken.
            (state, _) = (self.released)
                .wait_timeout_while(state, limit, |state| state.permits == 0)
                .unwrap();
            state.waiting -= 1;
        }
        let any = state.permits > 0;
        if any {
            state.permits -= 1;
        }
        any
        // END
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        // ANSWER
        // | todo!("give permits back, and wake whoever can have one now")
        let waiting = {
            let mut state = self.state.lock().unwrap();
            state.permits += permits;
            state.waiting > 0
        };
        // All of them: they do not all wait for the same number. `notify_one` could wake the one for whom there is not
        // enough yet.
        if waiting {
            self.released.notify_all();
        }
        // END
    }

    /// Waits for a permit, which is given back when what this returns is dropped.
    pub fn permit(&self) -> Permit<'_> {
        // ANSWER
        // | todo!("wait for a permit, and make a `Permit` of it")
        self.acquire();
        Permit { semaphore: self }
        // END
    }
}

/// One permit, in somebody's hands. Dropping it gives it back, also when a panic does.
#[must_use = "the permit is given back as soon as this is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("give the permit back")
        self.semaphore.release(1);
        // END
    }
}
