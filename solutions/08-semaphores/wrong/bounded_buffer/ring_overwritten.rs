//! VERDICT: MESSAGE LOST
//! The next place is used, whatever is in it.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    slots: Mutex<(Vec<Option<T>>, usize, usize)>,
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
            slots: Mutex::new(((0..capacity).map(|_| None).collect(), 0, 0)),
            not_empty: Condvar::new(),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        let mut slots = self.slots.lock().unwrap();
        let place = slots.1 % slots.0.len();
        slots.0[place] = Some(item);
        slots.1 += 1;
        self.not_empty.notify_one();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        let mut slots = self.slots.lock().unwrap();
        loop {
            let place = slots.2 % slots.0.len();
            if let Some(item) = slots.0[place].take() {
                slots.2 += 1;
                return item;
            }
            slots = self.not_empty.wait(slots).unwrap();
        }
    }
}
