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

// ANSWER
// | // Bring in what you build it from.
// | use std::sync::Mutex;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
// END

/// Things on their way from some threads to others, so many of them at most.
pub struct BoundedBuffer<T> {
    // ANSWER
    // | // Your choice. The things have to be in here somewhere.
    // | items: Mutex<Vec<T>>,
    capacity: usize,
    state: Mutex<State<T>>,
    /// Where producers wait.
    not_full: Condvar,
    /// Where consumers wait.
    not_empty: Condvar,
    // END
}
// ANSWER

struct State<T> {
    items: VecDeque<T>,
    /// How many producers wait. Where nobody waits, nobody need be woken.
    putting: usize,
    /// How many consumers wait.
    taking: usize,
}
// END

impl<T> BoundedBuffer<T> {
    /// An empty buffer with room for `capacity` things.
    ///
    /// # Panics
    /// If `capacity` is 0. Nothing could ever be put into such a buffer.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        // ANSWER
        // | todo!("an empty buffer")
        assert!(capacity > 0, "a buffer needs room for one thing at least");
        BoundedBuffer {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), putting: 0, taking: 0 }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
        // END
    }

    /// Waits while the buffer is full, and puts `item` in.
    pub fn put(&self, item: T) {
        // ANSWER
        // | todo!("wait until there is room, and put it in")
        let mut state = self.state.lock().unwrap();
        if state.items.len() == self.capacity {
            state.putting += 1;
            let full = |state: &mut State<T>| state.items.len() == self.capacity;
            state = self.not_full.wait_while(state, full).unwrap();
            state.putting -= 1;
        }
        state.items.push_back(item);
        let awaited = state.taking > 0;
        drop(state);
        // One is enough: all who wait here can use any item.
        if awaited {
            self.not_empty.notify_one();
        }
        // END
    }

    /// Waits while the buffer is empty, and takes out the oldest of what is in it.
    pub fn take(&self) -> T {
        // ANSWER
        // | todo!("wait until there is something, and take it out")
        let mut state = self.state.lock().unwrap();
        let item = loop {
            if let Some(item) = state.items.pop_front() {
                break item;
            }
            state.taking += 1;
            state = self.not_empty.wait(state).unwrap();
            state.taking -= 1;
        };
        let awaited = state.putting > 0;
        drop(state);
        if awaited {
            self.not_full.notify_one();
        }
        item
        // END
    }
}
