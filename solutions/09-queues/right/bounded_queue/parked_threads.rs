//! No condvar: those who wait are in a list, and are unparked.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError<T> {
    Full(T),
    Closed(T),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetError {
    Empty,
    Closed,
}

pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    all_done: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    unfinished: usize,
    asleep: Vec<Thread>,
}

/// Sleeps until `end`, or for ever; whether there was any time.
fn sleep(end: Option<Instant>) -> bool {
    let Some(end) = end else {
        thread::park();
        return true;
    };
    let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    else {
        return false;
    };
    thread::park_timeout(left);
    true
}

/// All look again.
fn wake<T>(state: &mut State<T>) {
    state.asleep.drain(..).for_each(|thread| thread.unpark());
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        assert!(capacity > 0);
        BoundedQueue {
            capacity,
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                unfinished: 0,
                asleep: Vec::new(),
            }),
            all_done: Condvar::new(),
        }
    }

    fn put_until(&self, item: T, end: Option<Instant>) -> Result<(), PutError<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() >= self.capacity {
            state.asleep.push(thread::current());
            drop(state);
            let had_time = sleep(end);
            state = self.state.lock().unwrap();
            if !had_time {
                return Err(PutError::Full(item));
            }
        }
        if state.closed {
            return Err(PutError::Closed(item));
        }
        state.items.push_back(item);
        state.unfinished += 1;
        wake(&mut state);
        Ok(())
    }

    fn get_until(&self, end: Option<Instant>) -> Result<T, GetError> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.is_empty() {
            state.asleep.push(thread::current());
            drop(state);
            let had_time = sleep(end);
            state = self.state.lock().unwrap();
            if !had_time {
                return Err(GetError::Empty);
            }
        }
        let item = state.items.pop_front().ok_or(GetError::Closed)?;
        wake(&mut state);
        Ok(item)
    }

    pub fn put(&self, item: T) -> Result<(), PutError<T>> {
        self.put_until(item, None)
    }

    pub fn put_timeout(&self, item: T, limit: Duration) -> Result<(), PutError<T>> {
        self.put_until(item, Instant::now().checked_add(limit))
    }

    pub fn try_put(&self, item: T) -> Result<(), PutError<T>> {
        self.put_until(item, Some(Instant::now()))
    }

    pub fn get(&self) -> Result<T, GetError> {
        self.get_until(None)
    }

    pub fn get_timeout(&self, limit: Duration) -> Result<T, GetError> {
        self.get_until(Instant::now().checked_add(limit))
    }

    pub fn try_get(&self) -> Result<T, GetError> {
        self.get_until(Some(Instant::now()))
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        wake(&mut state);
    }

    pub fn task_done(&self) {
        let mut state = self.state.lock().unwrap();
        if state.unfinished == 0 {
            drop(state);
            panic!("task_done was called too often");
        }
        state.unfinished -= 1;
        if state.unfinished == 0 {
            self.all_done.notify_all();
        }
    }

    pub fn join(&self) {
        let mut state = self.state.lock().unwrap();
        while state.unfinished > 0 {
            state = self.all_done.wait(state).unwrap();
        }
    }

    pub fn len(&self) -> usize {
        self.state.lock().unwrap().items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn is_full(&self) -> bool {
        self.len() == self.capacity
    }

    pub fn capacity(&self) -> usize {
        self.capacity
    }
}
