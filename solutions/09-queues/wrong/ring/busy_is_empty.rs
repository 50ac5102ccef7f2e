//! VERDICT: WRONG RESULT
//! `try_pop` says `None` while the producer is inside.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

struct Ring<T> {
    items: Mutex<VecDeque<T>>,
    capacity: usize,
}

pub struct Producer<T> {
    ring: Arc<Ring<T>>,
}

pub struct Consumer<T> {
    ring: Arc<Ring<T>>,
}

pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0);
    let ring = Arc::new(Ring { items: Mutex::new(VecDeque::new()), capacity });
    (Producer { ring: ring.clone() }, Consumer { ring })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let mut items = self.ring.items.lock().unwrap();
        if items.len() == self.ring.capacity {
            return Err(item);
        }
        items.push_back(item);
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        self.ring.items.try_lock().ok()?.pop_front()
    }
}
