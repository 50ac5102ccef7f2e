//! Fixed places, used in turn.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    ring: Mutex<Ring<T>>,
    not_full: Condvar,
    not_empty: Condvar,
}
struct Ring<T> {
    slots: Vec<Option<T>>,
    first: usize,
    filled: usize,
}

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let slots = (0..capacity).map(|_| None).collect();
        BoundedBuffer {
            ring: Mutex::new(Ring { slots, first: 0, filled: 0 }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        let ring = self.ring.lock().unwrap();
        let mut ring =
            self.not_full.wait_while(ring, |ring| ring.filled == ring.slots.len()).unwrap();
        let place = (ring.first + ring.filled) % ring.slots.len();
        ring.slots[place] = Some(item);
        ring.filled += 1;
        drop(ring);
        self.not_empty.notify_one();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        let ring = self.ring.lock().unwrap();
        let mut ring = self.not_empty.wait_while(ring, |ring| ring.filled == 0).unwrap();
        let first = ring.first;
        let item = ring.slots[first].take().unwrap();
        ring.first = (first + 1) % ring.slots.len();
        ring.filled -= 1;
        drop(ring);
        self.not_full.notify_one();
        item
    }
}
