//! VERDICT: PANICKED
//! Places are counted in a `u16`, which a long day does not fit into.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    capacity: usize,
    state: Mutex<(VecDeque<T>, u16, u16)>,
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
            state: Mutex::new((VecDeque::new(), 0, 0)),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        let mut state = self.state.lock().unwrap();
        while (state.1 - state.2) as usize == self.capacity {
            state = self.not_full.wait(state).unwrap();
        }
        state.0.push_back(item);
        state.1 += 1;
        self.not_empty.notify_one();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        let mut state = self.state.lock().unwrap();
        while state.1 == state.2 {
            state = self.not_empty.wait(state).unwrap();
        }
        state.2 += 1;
        let item = state.0.pop_front().unwrap();
        self.not_full.notify_one();
        item
    }
}
