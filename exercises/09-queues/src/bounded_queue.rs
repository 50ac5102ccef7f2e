//! # A queue with an end
//!
//! Python's `queue.Queue` is the first thing that most programs with threads reach for. It holds so many items and no
//! more. Who wants to put one more waits until there is room, and who wants to get one waits until there is one. You
//! may also not want to wait, or not for ever. Build it, with all of that, from a `Mutex` and as many `Condvar`s as
//! you need.
//!
//! 1. `put` and `get` wait, without looking again and again. Items come out in the order in which they went in. Never,
//!    in no interleaving, are there more of them in the queue than its capacity.
//! 2. `try_put` and `try_get` do not wait. If it cannot be done now, they say `Full` or `Empty`. `put_timeout` and
//!    `get_timeout` wait, but no longer than they are told to, however often they are woken meanwhile. Every time is
//!    allowed: `Duration::ZERO` is not at all, and `Duration::MAX` is for ever.
//! 3. `close`: from now on nothing goes in, and whoever tries is told `Closed`, also if he waits already. What is in
//!    the queue still comes out. When it is empty, those who want to get something are told `Closed`, too: all of them.
//! 4. An item that does not get in comes back to its owner, in the error.
//! 5. `task_done` says that the work on one item is over, and `join` waits until that was said for every item that was
//!    put. It is `Queue.join` in Python: the queue may be empty long before. `close` does not end it.
//! 6. `len`, `is_empty` and `is_full` say how it is, and may be out of date when you read it.
//!
//! A large capacity costs nothing until it is used: `new(usize::MAX)` is a queue that is never full.
//!
//! Check it with `cargo test -p queues --test bounded_queue`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

/// Why an item was not put. It is in here, so that its owner has it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError<T> {
    /// There was no room, now or in time.
    Full(T),
    /// Nothing goes in any more.
    Closed(T),
}

/// Why there is no item to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetError {
    /// There was none, now or in time.
    Empty,
    /// There is none, and none will come.
    Closed,
}

/// A queue between threads that holds a limited number of items.
pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    // Whom do you want to wake, and when? Add what they wait on.
}

/// What is under the lock.
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    // What else do you have to know?
}

impl<T> BoundedQueue<T> {
    /// An empty queue for at most `capacity` items.
    ///
    /// # Panics
    /// If `capacity` is 0: nothing could ever be put.
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        assert!(capacity > 0, "a queue without room would be of no use");
        BoundedQueue {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
        }
    }

    /// Puts `item` at the end, and waits for room if there is none. Python's `put`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed, before or while this waits.
    pub fn put(&self, item: T) -> Result<(), PutError<T>> {
        todo!("wait for room, and put it")
    }

    /// As [`put`](Self::put), but waits no longer than `limit`. Python's `put(item, timeout=…)`.
    ///
    /// # Errors
    /// `Full` if there was no room in time, `Closed` as for `put`.
    pub fn put_timeout(&self, item: T, limit: Duration) -> Result<(), PutError<T>> {
        todo!("wait for room, but not for ever")
    }

    /// Puts `item` at the end if there is room now. Python's `put_nowait`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed, otherwise `Full` if there is no room.
    pub fn try_put(&self, item: T) -> Result<(), PutError<T>> {
        todo!("put it, or give it back at once")
    }

    /// Takes the oldest item out, and waits for one if there is none. Python's `get`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed and empty, before or while this waits.
    pub fn get(&self) -> Result<T, GetError> {
        todo!("wait for an item, and take it")
    }

    /// As [`get`](Self::get), but waits no longer than `limit`. Python's `get(timeout=…)`.
    ///
    /// # Errors
    /// `Empty` if no item came in time, `Closed` as for `get`.
    pub fn get_timeout(&self, limit: Duration) -> Result<T, GetError> {
        todo!("wait for an item, but not for ever")
    }

    /// Takes the oldest item out if there is one now. Python's `get_nowait`.
    ///
    /// # Errors
    /// `Empty` if there is none, `Closed` if moreover none will come.
    pub fn try_get(&self) -> Result<T, GetError> {
        todo!("take one, or say why not, at once")
    }

    /// Lets nothing in any more, and tells all who wait. Doing it twice changes nothing. Python's `shutdown`.
    pub fn close(&self) {
        todo!("note it, and wake everyone it concerns")
    }

    /// Says that the work on one of the items is over.
    ///
    /// # Panics
    /// If it was said more often than items were put. The queue goes on working. (Python raises `ValueError`.)
    pub fn task_done(&self) {
        todo!("one less to wait for")
    }

    /// Waits until [`task_done`](Self::task_done) was called for every item that was put.
    pub fn join(&self) {
        todo!("wait until all the work is done")
    }

    /// How many items are in the queue at this moment. Python's `qsize`.
    pub fn len(&self) -> usize {
        todo!("look")
    }

    /// Whether there is no item in the queue at this moment. Python's `empty`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room in the queue at this moment. Python's `full`.
    pub fn is_full(&self) -> bool {
        self.len() == self.capacity
    }

    /// The most items that it holds.
    pub fn capacity(&self) -> usize {
        self.capacity
    }
}
