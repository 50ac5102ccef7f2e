//! Slots with locks of their own, and a lock for each side.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    free: Semaphore,
    filled: Semaphore,
    slots: Vec<Mutex<Option<T>>>,
    tail: Mutex<usize>,
    head: Mutex<usize>,
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
            tail: Mutex::new(0),
            head: Mutex::new(0),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        self.free.acquire();
        let mut tail = self.tail.lock().unwrap();
        *self.slots[*tail].lock().unwrap() = Some(item);
        *tail = (*tail + 1) % self.slots.len();
        drop(tail);
        self.filled.release();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        self.filled.acquire();
        let mut head = self.head.lock().unwrap();
        let item = self.slots[*head].lock().unwrap().take().unwrap();
        *head = (*head + 1) % self.slots.len();
        drop(head);
        self.free.release();
        item
    }
}
