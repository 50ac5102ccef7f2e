//! VERDICT: STARVED
//! The textbook's turnstile, of a semaphore that lets in whoever is quick.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    turnstile: Semaphore,
    empty: Semaphore,
    readers: Mutex<usize>,
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

    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.released.notify_one();
    }
}

/// A reader who is inside. Dropping it is the way out.
#[must_use = "the reader leaves as soon as this is dropped"]
pub struct Reading<'a> {
    door: &'a Door,
}

/// The writer who is inside. Dropping it is the way out.
#[must_use = "the writer leaves as soon as this is dropped"]
pub struct Writing<'a> {
    door: &'a Door,
}

impl Door {
    /// A door with nobody behind it.
    pub fn new() -> Door {
        Door { turnstile: Semaphore::new(1), empty: Semaphore::new(1), readers: Mutex::new(0) }
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        self.turnstile.acquire();
        let mut readers = self.readers.lock().unwrap();
        *readers += 1;
        if *readers == 1 {
            self.empty.acquire();
        }
        drop(readers);
        self.turnstile.release();
        Reading { door: self }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        self.turnstile.acquire();
        self.empty.acquire();
        Writing { door: self }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut readers = self.door.readers.lock().unwrap();
        *readers -= 1;
        if *readers == 0 {
            self.door.empty.release();
        }
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.door.turnstile.release();
        self.door.empty.release();
    }
}
