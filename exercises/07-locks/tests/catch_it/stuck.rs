//! Promise 5 is broken: a call waits for ever, or panics.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use interleave::thread;
use locks::catch_it::Lockers;

use super::Version;

/// Two locks, in one order here and in the other there.
pub(super) struct Crossed {
    keys: Mutex<Vec<usize>>,
    free: Mutex<usize>,
}

impl Version for Crossed {
    fn new(lockers: usize) -> Crossed {
        Crossed { keys: Mutex::new((0..lockers).collect()), free: Mutex::new(lockers) }
    }
}

impl Lockers for Crossed {
    fn take(&self) -> Option<usize> {
        let mut keys = self.keys.lock().unwrap();
        let key = keys.pop()?;
        *self.free.lock().unwrap() -= 1;
        Some(key)
    }

    fn give_back(&self, locker: usize) {
        let mut free = self.free.lock().unwrap();
        self.keys.lock().unwrap().push(locker);
        *free += 1;
    }

    fn free(&self) -> usize {
        *self.free.lock().unwrap()
    }
}

/// A flag for a lock, and a way out of `take` on which it stays set.
pub(super) struct Early {
    busy: AtomicBool,
    free: AtomicUsize,
}

impl Early {
    fn enter(&self) {
        while self.busy.swap(true, Ordering::SeqCst) {
            thread::yield_now();
        }
    }

    fn leave(&self) {
        self.busy.store(false, Ordering::SeqCst);
    }
}

impl Version for Early {
    fn new(lockers: usize) -> Early {
        Early { busy: AtomicBool::new(false), free: AtomicUsize::new((1 << lockers) - 1) }
    }
}

impl Lockers for Early {
    fn take(&self) -> Option<usize> {
        self.enter();
        let locker = self.free.load(Ordering::SeqCst).checked_ilog2()? as usize;
        self.free.fetch_and(!(1 << locker), Ordering::SeqCst);
        self.leave();
        Some(locker)
    }

    fn give_back(&self, locker: usize) {
        self.enter();
        self.free.fetch_or(1 << locker, Ordering::SeqCst);
        self.leave();
    }

    fn free(&self) -> usize {
        self.enter();
        let free = self.free.load(Ordering::SeqCst).count_ones() as usize;
        self.leave();
        free
    }
}

/// Looks whether there is a key, and is sure that it is still there a moment later.
pub(super) struct Trusting {
    keys: Mutex<Vec<usize>>,
}

impl Version for Trusting {
    fn new(lockers: usize) -> Trusting {
        Trusting { keys: Mutex::new((0..lockers).collect()) }
    }
}

impl Lockers for Trusting {
    fn take(&self) -> Option<usize> {
        if self.keys.lock().unwrap().is_empty() {
            return None;
        }
        let key = self.keys.lock().unwrap().pop();
        Some(key.expect("there was a key a moment ago"))
    }

    fn give_back(&self, locker: usize) {
        self.keys.lock().unwrap().push(locker);
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}
