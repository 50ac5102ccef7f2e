//! The textbook's turnstile, of a semaphore that lets in whoever came first.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    turnstile: Semaphore,
    empty: Semaphore,
    readers: Mutex<usize>,
}
struct Semaphore {
    numbers: Mutex<(u64, u64)>,
    called: Condvar,
}

impl Semaphore {
    fn new() -> Semaphore {
        Semaphore { numbers: Mutex::new((0, 1)), called: Condvar::new() }
    }

    fn acquire(&self) {
        let mut numbers = self.numbers.lock().unwrap();
        numbers.0 += 1;
        let mine = numbers.0;
        let _numbers = self.called.wait_while(numbers, |numbers| numbers.1 < mine).unwrap();
    }

    fn release(&self) {
        self.numbers.lock().unwrap().1 += 1;
        self.called.notify_all();
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
        Door { turnstile: Semaphore::new(), empty: Semaphore::new(), readers: Mutex::new(0) }
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
