//! VERDICT: WRONG RESULT
//! The numbers are `u8`: a ring with more slots than that goes round too early.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

struct Ring<T> {
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    head: AtomicU8,
    tail: AtomicU8,
}

// SAFETY: `head` and `tail` hand each slot over to one thread at a time.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    fn behind(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    /// # Safety
    /// The slot is the caller's.
    unsafe fn write(&self, at: usize, item: T) {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[at].get()).write(item) };
    }

    /// # Safety
    /// The slot is the caller's, and filled.
    unsafe fn read(&self, at: usize) -> T {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[at].get()).assume_init_read() }
    }
}

pub struct Producer<T> {
    ring: Arc<Ring<T>>,
}

pub struct Consumer<T> {
    ring: Arc<Ring<T>>,
}

pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0, "a ring without room would be of no use");
    let ring = Arc::new(Ring {
        slots: (0..=capacity).map(|_| UnsafeCell::new(MaybeUninit::uninit())).collect(),
        head: AtomicU8::new(0),
        tail: AtomicU8::new(0),
    });
    (Producer { ring: ring.clone() }, Consumer { ring })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let tail = usize::from(self.ring.tail.load(Ordering::Relaxed));
        let next = self.ring.behind(tail);
        if next as u8 == self.ring.head.load(Ordering::Acquire) {
            return Err(item);
        }
        // SAFETY: the slot is not handed over.
        unsafe { self.ring.write(tail, item) };
        self.ring.tail.store(next as u8, Ordering::Release);
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        let head = usize::from(self.ring.head.load(Ordering::Relaxed));
        if head as u8 == self.ring.tail.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the slot was handed over.
        let item = unsafe { self.ring.read(head) };
        self.ring.head.store(self.ring.behind(head) as u8, Ordering::Release);
        Some(item)
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        let (mut at, tail) = (usize::from(*self.head.get_mut()), usize::from(*self.tail.get_mut()));
        while at != tail {
            // SAFETY: nobody else is left.
            drop(unsafe { self.read(at) });
            at = self.behind(at);
        }
    }
}
