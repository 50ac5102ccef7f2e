//! A bounded queue as one writes it first: a lock, two conditions, and whoever changes something tells the other side.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// A queue with room for so many items. Putting and getting wait.
pub(super) struct Simple<T> {
    items: Mutex<VecDeque<T>>,
    room: usize,
    not_empty: Condvar,
    not_full: Condvar,
}

impl<T> Simple<T> {
    pub(super) fn new(room: usize) -> Simple<T> {
        let items = Mutex::new(VecDeque::with_capacity(room));
        Simple { items, room, not_empty: Condvar::new(), not_full: Condvar::new() }
    }

    pub(super) fn put(&self, item: T) {
        let items = self.items.lock().expect("nobody panics while holding it");
        let mut items = self
            .not_full
            .wait_while(items, |items| items.len() == self.room)
            .expect("nobody panics");
        items.push_back(item);
        drop(items);
        self.not_empty.notify_one();
    }

    pub(super) fn get(&self) -> T {
        let items = self.items.lock().expect("nobody panics while holding it");
        let mut items =
            self.not_empty.wait_while(items, |items| items.is_empty()).expect("nobody panics");
        let item = items.pop_front().expect("it was not empty just now");
        drop(items);
        self.not_full.notify_one();
        item
    }
}
