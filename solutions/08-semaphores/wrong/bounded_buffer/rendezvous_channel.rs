//! VERDICT: RAN SERIALLY
//! A channel with no room: `put` waits for a `take`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    put: SyncSender<T>,
    take: Mutex<Receiver<T>>,
}

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let (put, take) = mpsc::sync_channel(0);
        BoundedBuffer { put, take: Mutex::new(take) }
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        self.put.send(item).unwrap();
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        self.take.lock().unwrap().recv().unwrap()
    }
}
