//! VERDICT: WRONG RESULT
//! The numbers are `u16` and only count up; after 65,535 comes 0, and that is another slot.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

struct Ring<T> {
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    head: AtomicU16,
    tail: AtomicU16,
}

// SAFETY: `head` and `tail` hand each slot over to one thread at a time.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    fn full(&self, head: u16, tail: u16) -> bool {
        usize::from(tail.wrapping_sub(head)) + 1 == self.slots.len()
    }

    /// # Safety
    /// The slot is the caller's.
    unsafe fn write(&self, at: u16, item: T) {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[usize::from(at) % self.slots.len()].get()).write(item) };
    }

    /// # Safety
    /// The slot is the caller's, and filled.
    unsafe fn read(&self, at: u16) -> T {
        // SAFETY: the caller's promise.
        unsafe { (*self.slots[usize::from(at) % self.slots.len()].get()).assume_init_read() }
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
        head: AtomicU16::new(0),
        tail: AtomicU16::new(0),
    });
    (Producer { ring: ring.clone() }, Consumer { ring })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        let tail = self.ring.tail.load(Ordering::Relaxed);
        let next = tail.wrapping_add(1);
        if self.ring.full(self.ring.head.load(Ordering::Acquire), tail) {
            return Err(item);
        }
        // SAFETY: the slot is not handed over.
        unsafe { self.ring.write(tail, item) };
        self.ring.tail.store(next, Ordering::Release);
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        let head = self.ring.head.load(Ordering::Relaxed);
        if head == self.ring.tail.load(Ordering::Acquire) {
            return None;
        }
        // SAFETY: the slot was handed over.
        let item = unsafe { self.ring.read(head) };
        self.ring.head.store(head.wrapping_add(1), Ordering::Release);
        Some(item)
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        let (mut at, tail) = (*self.head.get_mut(), *self.tail.get_mut());
        while at != tail {
            // SAFETY: nobody else is left.
            drop(unsafe { self.read(at) });
            at = at.wrapping_add(1);
        }
    }
}
