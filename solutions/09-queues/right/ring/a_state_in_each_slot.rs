//! Each slot is empty, busy or full, and is claimed by a `compare_exchange`. Neither side ever waits.

use std::cell::UnsafeCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

const EMPTY: u8 = 0;
const BUSY: u8 = 1;
const FULL: u8 = 2;

struct Slot<T> {
    state: AtomicU8,
    item: UnsafeCell<Option<T>>,
}

struct Ring<T>(Vec<Slot<T>>);

// SAFETY: whoever has set the state to BUSY has the slot.
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
    let slot = |_| Slot { state: AtomicU8::new(EMPTY), item: UnsafeCell::new(None) };
    let ring = Arc::new(Ring((0..capacity).map(slot).collect()));
    (Producer { ring: ring.clone(), at: 0 }, Consumer { ring, at: 0 })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let slot = &self.ring.0[self.at % self.ring.0.len()];
        if slot.state.compare_exchange(EMPTY, BUSY, Ordering::Acquire, Ordering::Relaxed).is_err() {
            return Err(item);
        }
        // SAFETY: an empty slot is the producer's.
        unsafe { *slot.item.get() = Some(item) };
        slot.state.store(FULL, Ordering::Release);
        self.at += 1;
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        let slot = &self.ring.0[self.at % self.ring.0.len()];
        slot.state.compare_exchange(FULL, BUSY, Ordering::Acquire, Ordering::Relaxed).ok()?;
        // SAFETY: a filled slot is the consumer's.
        let item = unsafe { (*slot.item.get()).take() };
        slot.state.store(EMPTY, Ordering::Release);
        self.at += 1;
        item
    }
}
