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
// SOLUTION The learner brings in what is needed.
// ANSWER
// | use std::sync::Mutex;
// | use std::time::Duration;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};
// END

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
    // ANSWER
    // | // Whom do you want to wake, and when? Add what they wait on.
    /// Getters wait here.
    item_came: Condvar,
    /// Putters wait here.
    room_came: Condvar,
    /// Those in `join` wait here.
    all_done: Condvar,
    // END
}

/// What is under the lock.
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    // ANSWER
    // | // What else do you have to know?
    /// How many wait, so that nobody is woken who is not there. A wake-up asks the operating system for help even then.
    getters: usize,
    putters: usize,
    /// Items that were put, and for which `task_done` was not called.
    unfinished: usize,
    // END
}
// ANSWER

/// How long somebody is ready to wait.
#[derive(Clone, Copy)]
enum Patience {
    Not,
    Until(Instant),
    Forever,
}

impl Patience {
    fn of(limit: Duration) -> Patience {
        // A moment too far away to be told is never reached.
        Instant::now().checked_add(limit).map_or(Patience::Forever, Patience::Until)
    }

    /// Waits until somebody wakes this thread, or the time is over; whether there was any time to wait.
    fn wait<'a, T>(self, on: &Condvar, guard: MutexGuard<'a, T>) -> (MutexGuard<'a, T>, bool) {
        match self {
            Patience::Not => (guard, false),
            Patience::Forever => (on.wait(guard).unwrap(), true),
            Patience::Until(moment) => {
                // What is left gets less with every round: being woken does not make the time longer.
                let left = moment.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return (guard, false);
                }
                (on.wait_timeout(guard, left).unwrap().0, true)
            }
        }
    }
}
// END

impl<T> BoundedQueue<T> {
    /// An empty queue for at most `capacity` items.
    ///
    /// # Panics
    /// If `capacity` is 0: nothing could ever be put.
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        assert!(capacity > 0, "a queue without room would be of no use");
        // ANSWER
        // | BoundedQueue {
        // |     capacity,
        // |     state: Mutex::new(State { items: VecDeque::new(), closed: false }),
        // | }
        let state =
            State { items: VecDeque::new(), closed: false, getters: 0, putters: 0, unfinished: 0 };
        BoundedQueue {
            capacity,
            state: Mutex::new(state),
            item_came: Condvar::new(),
            room_came: Condvar::new(),
            all_done: Condvar::new(),
        }
        // END
    }

    /// Puts `item` at the end, and waits for room if there is none. Python's `put`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed, before or while this waits.
    pub fn put(&self, item: T) -> Result<(), PutError<T>> {
        // ANSWER
        // | todo!("wait for room, and put it")
        self.put_within(item, Patience::Forever)
        // END
    }

    /// As [`put`](Self::put), but waits no longer than `limit`. Python's `put(item, timeout=…)`.
    ///
    /// # Errors
    /// `Full` if there was no room in time, `Closed` as for `put`.
    pub fn put_timeout(&self, item: T, limit: Duration) -> Result<(), PutError<T>> {
        // ANSWER
        // | todo!("wait for room, but not for ever")
        self.put_within(item, Patience::of(limit))
        // END
    }

    /// Puts `item` at the end if there is room now. Python's `put_nowait`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed, otherwise `Full` if there is no room.
    pub fn try_put(&self, item: T) -> Result<(), PutError<T>> {
        // ANSWER
        // | todo!("put it, or give it back at once")
        self.put_within(item, Patience::Not)
        // END
    }

    /// Takes the oldest item out, and waits for one if there is none. Python's `get`.
    ///
    /// # Errors
    /// `Closed` if the queue is closed and empty, before or while this waits.
    pub fn get(&self) -> Result<T, GetError> {
        // ANSWER
        // | todo!("wait for an item, and take it")
        self.get_within(Patience::Forever)
        // END
    }

    /// As [`get`](Self::get), but waits no longer than `limit`. Python's `get(timeout=…)`.
    ///
    /// # Errors
    /// `Empty` if no item came in time, `Closed` as for `get`.
    pub fn get_timeout(&self, limit: Duration) -> Result<T, GetError> {
        // ANSWER
        // | todo!("wait for an item, but not for ever")
        self.get_within(Patience::of(limit))
        // END
    }

    /// Takes the oldest item out if there is one now. Python's `get_nowait`.
    ///
    /// # Errors
    /// `Empty` if there is none, `Closed` if moreover none will come.
    pub fn try_get(&self) -> Result<T, GetError> {
        // ANSWER
        // | todo!("take one, or say why not, at once")
        self.get_within(Patience::Not)
        // END
    }
    // ANSWER

    fn put_within(&self, item: T, patience: Patience) -> Result<(), PutError<T>> {
        let mut state = self.enter(patience, |state| state.items.len() < self.capacity);
        loop {
            if state.closed {
                return Err(PutError::Closed(item));
            }
            if state.items.len() < self.capacity {
                break;
            }
            state.putters += 1;
            let (woken, had_time) = patience.wait(&self.room_came, state);
            state = woken;
            state.putters -= 1;
            if !had_time {
                return Err(PutError::Full(item));
            }
        }
        state.items.push_back(item);
        state.unfinished += 1;
        let somebody_waits = state.getters > 0;
        // Who is woken wants the lock at once.
        drop(state);
        if somebody_waits {
            self.item_came.notify_one();
        }
        Ok(())
    }

    fn get_within(&self, patience: Patience) -> Result<T, GetError> {
        let mut state = self.enter(patience, |state| !state.items.is_empty());
        let item = loop {
            if let Some(item) = state.items.pop_front() {
                break item;
            }
            if state.closed {
                return Err(GetError::Closed);
            }
            state.getters += 1;
            let (woken, had_time) = patience.wait(&self.item_came, state);
            state = woken;
            state.getters -= 1;
            if !had_time {
                return Err(GetError::Empty);
            }
        };
        let somebody_waits = state.putters > 0;
        drop(state);
        if somebody_waits {
            self.room_came.notify_one();
        }
        Ok(item)
    }

    /// Locks. Who is ready to wait makes way a few times first, while there is nothing to do yet or somebody else is
    /// inside: going to sleep and being woken takes longer than what most wait for.
    fn enter(
        &self,
        patience: Patience,
        ready: impl Fn(&State<T>) -> bool,
    ) -> MutexGuard<'_, State<T>> {
        let glances = if matches!(patience, Patience::Not) { 0 } else { 3 };
        for _ in 0..glances {
            if let Ok(state) = self.state.try_lock()
                && (ready(&state) || state.closed)
            {
                return state;
            }
            thread::yield_now();
        }
        self.state.lock().unwrap()
    }
    // END

    /// Lets nothing in any more, and tells all who wait. Doing it twice changes nothing. Python's `shutdown`.
    pub fn close(&self) {
        // ANSWER
        // | todo!("note it, and wake everyone it concerns")
        self.state.lock().unwrap().closed = true;
        self.item_came.notify_all();
        self.room_came.notify_all();
        // END
    }

    /// Says that the work on one of the items is over.
    ///
    /// # Panics
    /// If it was said more often than items were put. The queue goes on working. (Python raises `ValueError`.)
    pub fn task_done(&self) {
        // ANSWER
        // | todo!("one less to wait for")
        let mut state = self.state.lock().unwrap();
        let Some(rest) = state.unfinished.checked_sub(1) else {
            // A panic with the guard in hand would poison the lock for everyone.
            drop(state);
            panic!("task_done was called more often than items were put");
        };
        state.unfinished = rest;
        if rest == 0 {
            self.all_done.notify_all();
        }
        // END
    }

    /// Waits until [`task_done`](Self::task_done) was called for every item that was put.
    pub fn join(&self) {
        // ANSWER
        // | todo!("wait until all the work is done")
        let state = self.state.lock().unwrap();
        drop(self.all_done.wait_while(state, |state| state.unfinished > 0).unwrap());
        // END
    }

    /// How many items are in the queue at this moment. Python's `qsize`.
    pub fn len(&self) -> usize {
        // ANSWER
        // | todo!("look")
        self.state.lock().unwrap().items.len()
        // END
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
