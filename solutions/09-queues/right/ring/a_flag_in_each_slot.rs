//! Each slot has a flag that says whose it is; no number is shared.

use std::cell::UnsafeCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

struct Slot<T> {
    filled: AtomicBool,
    item: UnsafeCell<Option<T>>,
}

struct Ring<T>(Vec<Slot<T>>);

// SAFETY: the flag hands each slot over to one thread at a time.
unsafe impl<T: Send> Sync for Ring<T> {}

pub struct Producer<T> {
    ring: Arc<Ring<T>>,
    at: usize,
}

pub struct Consumer<T> {
    ring: Arc<Ring<T>>,
    at: usize,
}

pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0);
    let mut slots = Vec::new();
    for _ in 0..capacity {
        slots.push(Slot { filled: AtomicBool::new(false), item: UnsafeCell::new(None) });
    }
    let ring = Arc::new(Ring(slots));
    (Producer { ring: ring.clone(), at: 0 }, Consumer { ring, at: 0 })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let slot = &self.ring.0[self.at];
        if slot.filled.load(Ordering::Acquire) {
            return Err(item);
        }
        // SAFETY: an empty slot is the producer's.
        unsafe { *slot.item.get() = Some(item) };
        slot.filled.store(true, Ordering::Release);
        self.at = (self.at + 1) % self.ring.0.len();
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        let slot = &self.ring.0[self.at];
        if !slot.filled.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: a filled slot is the consumer's.
        let item = unsafe { (*slot.item.get()).take() };
        slot.filled.store(false, Ordering::Release);
        self.at = (self.at + 1) % self.ring.0.len();
        item
    }
}
