//! VERDICT: CHECK THEN ACT
//! `join` comes back when the queue is empty, and somebody still works.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard};
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
    not_empty: Condvar,
    not_full: Condvar,
    all_done: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    unfinished: usize,
}

/// Waits until `end`, or for ever; `None` if the time is over.
fn wait<'a, S>(
    on: &Condvar,
    guard: MutexGuard<'a, S>,
    end: Option<Instant>,
) -> Option<MutexGuard<'a, S>> {
    let Some(end) = end else { return Some(on.wait(guard).unwrap()) };
    let left = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
    Some(on.wait_timeout(guard, left).unwrap().0)
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        assert!(capacity > 0);
        BoundedQueue {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), closed: false, unfinished: 0 }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            all_done: Condvar::new(),
        }
    }

    fn put_until(&self, item: T, end: Option<Instant>) -> Result<(), PutError<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() >= self.capacity {
            match wait(&self.not_full, state, end) {
                Some(woken) => state = woken,
                None => return Err(PutError::Full(item)),
            }
        }
        if state.closed {
            return Err(PutError::Closed(item));
        }
        state.items.push_back(item);
        state.unfinished += 1;
        self.not_empty.notify_one();
        Ok(())
    }

    fn get_until(&self, end: Option<Instant>) -> Result<T, GetError> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.is_empty() {
            match wait(&self.not_empty, state, end) {
                Some(woken) => state = woken,
                None => return Err(GetError::Empty),
            }
        }
        let item = state.items.pop_front().ok_or(GetError::Closed)?;
        self.not_full.notify_all();
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
        self.state.lock().unwrap().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
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
        while !state.items.is_empty() {
            state = self.not_full.wait(state).unwrap();
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
