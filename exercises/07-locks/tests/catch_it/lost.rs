//! Promise 3 is broken: a locker that was given back is not free.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering};
use locks::catch_it::Lockers;

use super::Version;

/// Reads the free lockers before the lock and writes them inside it, when it gives one back.
pub(super) struct Together {
    door: Mutex<()>,
    free: AtomicUsize,
}

impl Version for Together {
    fn new(lockers: usize) -> Together {
        Together { door: Mutex::new(()), free: AtomicUsize::new((1 << lockers) - 1) }
    }
}

impl Lockers for Together {
    fn take(&self) -> Option<usize> {
        let _door = self.door.lock().unwrap();
        let locker = self.free.load(Ordering::SeqCst).checked_ilog2()? as usize;
        self.free.fetch_and(!(1 << locker), Ordering::SeqCst);
        Some(locker)
    }

    fn give_back(&self, locker: usize) {
        // A `take` meanwhile is respected, because a taken locker is cleared once more. A `give_back` is not.
        let before = self.free.load(Ordering::SeqCst);
        let _door = self.door.lock().unwrap();
        let now = self.free.load(Ordering::SeqCst);
        self.free.store((now & before) | (1 << locker), Ordering::SeqCst);
    }

    fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst).count_ones() as usize
    }
}

/// Gives a locker back only if nobody is in the way.
pub(super) struct GivesUp {
    keys: Mutex<Vec<usize>>,
}

impl Version for GivesUp {
    fn new(lockers: usize) -> GivesUp {
        GivesUp { keys: Mutex::new((0..lockers).collect()) }
    }
}

impl Lockers for GivesUp {
    fn take(&self) -> Option<usize> {
        self.keys.lock().unwrap().pop()
    }

    fn give_back(&self, locker: usize) {
        if let Ok(mut keys) = self.keys.try_lock() {
            keys.push(locker);
        }
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}
