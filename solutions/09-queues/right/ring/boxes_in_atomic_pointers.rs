//! Each slot is a pointer to an item of its own.

use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};

struct Ring<T>(Vec<AtomicPtr<T>>);

pub struct Producer<T> {
    ring: Arc<Ring<T>>,
    at: usize,
}

pub struct Consumer<T> {
    ring: Arc<Ring<T>>,
    at: usize,
}

// SAFETY: an item goes to one other thread.
unsafe impl<T: Send> Send for Producer<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Consumer<T> {}

pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0);
    let ring = Arc::new(Ring((0..capacity).map(|_| AtomicPtr::new(ptr::null_mut())).collect()));
    (Producer { ring: ring.clone(), at: 0 }, Consumer { ring, at: 0 })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let slot = &self.ring.0[self.at];
        if !slot.load(Ordering::Acquire).is_null() {
            return Err(item);
        }
        slot.store(Box::into_raw(Box::new(item)), Ordering::Release);
        self.at = (self.at + 1) % self.ring.0.len();
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        let pointer = self.ring.0[self.at].swap(ptr::null_mut(), Ordering::AcqRel);
        if pointer.is_null() {
            return None;
        }
        self.at = (self.at + 1) % self.ring.0.len();
        // SAFETY: the producer made it of a box, and the swap gave it to this thread alone.
        Some(*unsafe { Box::from_raw(pointer) })
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        for slot in &mut self.0 {
            let pointer = *slot.get_mut();
            if !pointer.is_null() {
                // SAFETY: nobody else is left.
                drop(unsafe { Box::from_raw(pointer) });
            }
        }
    }
}
