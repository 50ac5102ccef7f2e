//! VERDICT: NO PROGRESS
//! A lock with tickets around both operations: whoever is stopped while it is served holds up the other one.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Ring<T> {
    slots: Box<[UnsafeCell<MaybeUninit<T>>]>,
    head: AtomicUsize,
    tail: AtomicUsize,
    /// The next ticket.
    ticket: AtomicUsize,
    /// Whose turn it is.
    served: AtomicUsize,
}

// SAFETY: `head` and `tail` hand each slot over to one thread at a time.
unsafe impl<T: Send> Sync for Ring<T> {}

impl<T> Ring<T> {
    fn behind(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    fn lock(&self) {
        let mine = self.ticket.fetch_add(1, Ordering::Relaxed);
        while self.served.load(Ordering::Acquire) != mine {
            std::hint::spin_loop();
        }
    }

    fn unlock(&self) {
        self.served.fetch_add(1, Ordering::Release);
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
        head: AtomicUsize::new(0),
        tail: AtomicUsize::new(0),
        ticket: AtomicUsize::new(0),
        served: AtomicUsize::new(0),
    });
    (Producer { ring: ring.clone() }, Consumer { ring })
}

impl<T> Producer<T> {
    pub fn try_push(&mut self, item: T) -> Result<(), T> {
        self.ring.lock();
        let tail = self.ring.tail.load(Ordering::Relaxed);
        let next = self.ring.behind(tail);
        if next == self.ring.head.load(Ordering::Acquire) {
            self.ring.unlock();
            return Err(item);
        }
        // SAFETY: the slot is not handed over.
        unsafe { self.ring.write(tail, item) };
        self.ring.tail.store(next, Ordering::Release);
        self.ring.unlock();
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub fn try_pop(&mut self) -> Option<T> {
        self.ring.lock();
        let head = self.ring.head.load(Ordering::Relaxed);
        if head == self.ring.tail.load(Ordering::Acquire) {
            self.ring.unlock();
            return None;
        }
        // SAFETY: the slot was handed over.
        let item = unsafe { self.ring.read(head) };
        self.ring.head.store(self.ring.behind(head), Ordering::Release);
        self.ring.unlock();
        Some(item)
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        let (mut at, tail) = (*self.head.get_mut(), *self.tail.get_mut());
        while at != tail {
            // SAFETY: nobody else is left.
            drop(unsafe { self.read(at) });
            at = self.behind(at);
        }
    }
}
