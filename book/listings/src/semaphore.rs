//! The semaphore of chapter 08, for programs that need one and are about something else.

use interleave::sync::{Condvar, Mutex};

/// A number of permits, and a place to wait for one.
pub struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with so many permits.
    #[track_caller]
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    /// Waits for a permit, and takes it.
    ///
    /// # Panics
    /// Never: nothing panics under its lock.
    #[track_caller]
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().expect("nobody panics in here");
        while *permits == 0 {
            permits = self.released.wait(permits).expect("nobody panics in here");
        }
        *permits -= 1;
    }

    /// Adds a permit.
    ///
    /// # Panics
    /// Never: nothing panics under its lock.
    #[track_caller]
    pub fn release(&self) {
        *self.permits.lock().expect("nobody panics in here") += 1;
        self.released.notify_one();
    }
}
