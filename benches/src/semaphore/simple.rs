//! A semaphore as one writes it first, and the bounded buffer over any semaphore.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

use crate::solutions::process_semaphore::SharedSemaphore;
use crate::solutions::semaphore;
use crate::sys::posix;
use crate::sys::shared::Shared;

/// So many permits.
pub(super) trait Semaphore: Send + Sync {
    fn with_permits(permits: u32) -> Self;
    fn acquire(&self);
    fn release(&self);
}

/// Tells the condition of each permit, whether somebody waits or not. In std that is a call of the kernel each time.
pub(super) struct Telling {
    permits: Mutex<u32>,
    released: Condvar,
}

impl Telling {
    pub(super) fn new(permits: u32) -> Telling {
        Telling { permits: Mutex::new(permits), released: Condvar::new() }
    }
}

impl Semaphore for Telling {
    fn with_permits(permits: u32) -> Telling {
        Telling::new(permits)
    }

    fn acquire(&self) {
        let permits = self.permits.lock().expect("nobody panics while holding it");
        *self.released.wait_while(permits, |permits| *permits == 0).expect("nobody panics") -= 1;
    }

    fn release(&self) {
        *self.permits.lock().expect("nobody panics while holding it") += 1;
        self.released.notify_one();
    }
}

impl Semaphore for posix::Semaphore {
    fn with_permits(permits: u32) -> posix::Semaphore {
        posix::Semaphore::new(permits)
    }

    fn acquire(&self) {
        posix::Semaphore::acquire(self);
    }

    fn release(&self) {
        posix::Semaphore::release(self);
    }
}

impl Semaphore for semaphore::Semaphore {
    fn with_permits(permits: u32) -> semaphore::Semaphore {
        semaphore::Semaphore::new(permits as usize)
    }

    fn acquire(&self) {
        semaphore::Semaphore::acquire(self);
    }

    fn release(&self) {
        semaphore::Semaphore::release(self, 1);
    }
}

impl Semaphore for Shared<SharedSemaphore> {
    fn with_permits(permits: u32) -> Shared<SharedSemaphore> {
        Shared::new(SharedSemaphore::new(permits))
    }

    fn acquire(&self) {
        SharedSemaphore::acquire(self);
    }

    fn release(&self) {
        SharedSemaphore::release(self);
    }
}

/// Items in a fixed number of places: one semaphore counts the empty ones, another the full ones.
pub(super) struct Buffer<S> {
    empty: S,
    full: S,
    items: Mutex<VecDeque<u64>>,
}

impl<S: Semaphore> Buffer<S> {
    pub(super) fn new(places: usize) -> Buffer<S> {
        Buffer {
            empty: S::with_permits(places.try_into().expect("few places")),
            full: S::with_permits(0),
            items: Mutex::new(VecDeque::with_capacity(places)),
        }
    }

    pub(super) fn put(&self, item: u64) {
        self.empty.acquire();
        self.items.lock().expect("nobody panics while holding it").push_back(item);
        self.full.release();
    }

    pub(super) fn get(&self) -> u64 {
        self.full.acquire();
        let item = self.items.lock().expect("nobody panics while holding it").pop_front();
        self.empty.release();
        item.expect("a full place")
    }
}
