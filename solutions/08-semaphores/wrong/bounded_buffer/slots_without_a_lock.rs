//! VERDICT: PANICKED
//! Each producer reserves a place, and nothing says that the first of them is filled first.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    free: Semaphore,
    filled: Semaphore,
    slots: Vec<Mutex<Option<T>>>,
    head: AtomicUsize,
    tail: AtomicUsize,
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

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            free: Semaphore::new(capacity),
            filled: Semaphore::new(0),
            slots: (0..capacity).map(|_| Mutex::new(None)).collect(),
            head: AtomicUsize::new(0),
            tail: AtomicUsize::new(0),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        self.free.acquire();
        let at = self.tail.fetch_add(1, Ordering::SeqCst) % self.slots.len();
        *self.slots[at].lock().unwrap() = Some(item);
        self.filled.release();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        self.filled.acquire();
        let at = self.head.fetch_add(1, Ordering::SeqCst) % self.slots.len();
        let item = self.slots[at].lock().unwrap().take().unwrap();
        self.free.release();
        item
    }
}
