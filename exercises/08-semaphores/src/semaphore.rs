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

// Bring in what you build it from.
use std::time::Duration;

/// A number of permits, and a place to wait for them.
pub struct Semaphore {
    // Your choice.
}

impl Semaphore {
    /// A semaphore with so many permits to begin with. None is fine, and so are very many.
    pub fn new(permits: usize) -> Semaphore {
        todo!("a semaphore with that many permits")
    }

    /// Waits until there is a permit, and takes it.
    pub fn acquire(&self) {
        todo!("wait for a permit")
    }

    /// Waits until there are so many permits at once, and takes all of them. For 0 it does nothing.
    pub fn acquire_many(&self, wanted: usize) {
        todo!("wait until there are enough permits, and take them all in one step")
    }

    /// Takes a permit if there is one now, and never waits. Returns whether it did.
    pub fn try_acquire(&self) -> bool {
        todo!("take a permit if there is one")
    }

    /// Waits for a permit, but not longer than `limit`. Returns whether it took one.
    ///
    /// A `limit` of zero is a `try_acquire`. [`Duration::MAX`] is as good as for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> bool {
        todo!("wait for a permit, but not for longer than `limit`")
    }

    /// Adds so many permits. They need not have been taken before. For 0 it does nothing.
    pub fn release(&self, permits: usize) {
        todo!("give permits back, and wake whoever can have one now")
    }

    /// Waits for a permit, which is given back when what this returns is dropped.
    pub fn permit(&self) -> Permit<'_> {
        todo!("wait for a permit, and make a `Permit` of it")
    }
}

/// One permit, in somebody's hands. Dropping it gives it back, also when a panic does.
#[must_use = "the permit is given back as soon as this is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        todo!("give the permit back")
    }
}
