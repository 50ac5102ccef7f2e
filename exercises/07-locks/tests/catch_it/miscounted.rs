//! Promise 4 is broken: `free` is wrong when all is quiet.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering};
use locks::catch_it::Lockers;

use super::Version;

/// The keys are under a lock. The number on the board is read and written beside it.
pub(super) struct Board {
    keys: Mutex<Vec<usize>>,
    free: AtomicUsize,
}

impl Version for Board {
    fn new(lockers: usize) -> Board {
        Board { keys: Mutex::new((0..lockers).collect()), free: AtomicUsize::new(lockers) }
    }
}

impl Lockers for Board {
    fn take(&self) -> Option<usize> {
        let key = self.keys.lock().unwrap().pop()?;
        self.free.store(self.free.load(Ordering::SeqCst).saturating_sub(1), Ordering::SeqCst);
        Some(key)
    }

    fn give_back(&self, locker: usize) {
        self.keys.lock().unwrap().push(locker);
        self.free.store(self.free.load(Ordering::SeqCst) + 1, Ordering::SeqCst);
    }

    fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst)
    }
}
