//! # Room for so many
//!
//! A bakery bakes and sells. Between oven and counter there is a shelf with room for so many loaves. The baker who finds
//! it full waits until one is sold, and the customer who finds it empty waits until one is baked. Neither of them waits
//! for anything else.
//!
//! Build the shelf: a buffer of things on their way from producers to consumers, any number of both.
//!
//! 1. Choose what a `BoundedBuffer` holds. Two semaphores and a lock are one way: you may copy your `semaphore.rs` into
//!    this file. A lock and places to wait are another.
//! 2. `put` waits while the buffer is full, and puts one thing in.
//! 3. `take` waits while it is empty, and takes the one out that has been in there for the longest time.
//!
//! Who waits sleeps, and nobody waits for longer than it has to.
//!
//! Check it with `cargo test -p semaphores --test bounded_buffer`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// Bring in what you build it from.
use std::sync::Mutex;

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    // Your choice. The things have to be in here somewhere.
    items: Mutex<Vec<T>>,
}

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        todo!("an empty buffer")
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        todo!("wait until there is room, and put it in")
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        todo!("wait until there is something, and take it out")
    }
}
