//! VERDICT: DEADLOCK
//! Producers and consumers wait in the same place, and one is woken, whichever it is.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    changed: Condvar,
}

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer { capacity, items: Mutex::new(VecDeque::new()), changed: Condvar::new() }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity {
            items = self.changed.wait(items).unwrap();
        }
        items.push_back(item);
        self.changed.notify_one();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() {
            items = self.changed.wait(items).unwrap();
        }
        let item = items.pop_front().unwrap();
        self.changed.notify_one();
        item
    }
}
