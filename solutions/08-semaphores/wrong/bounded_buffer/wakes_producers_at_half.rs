//! VERDICT: DEADLOCK
//! Producers are woken only when half of it is empty.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    not_full: Condvar,
    not_empty: Condvar,
}

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            capacity,
            items: Mutex::new(VecDeque::new()),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity {
            items = self.not_full.wait(items).unwrap();
        }
        items.push_back(item);
        self.not_empty.notify_one();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() {
            items = self.not_empty.wait(items).unwrap();
        }
        let item = items.pop_front().unwrap();
        if items.len() <= self.capacity / 2 {
            self.not_full.notify_all();
        }
        item
    }
}
