//! Lockers that keep every promise.

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering};
use locks::catch_it::Lockers;

use super::Version;

/// A list of doors behind one lock. It hands out the smallest number.
pub(super) struct Doors {
    taken: Mutex<Vec<bool>>,
}

impl Version for Doors {
    fn new(lockers: usize) -> Doors {
        Doors { taken: Mutex::new(vec![false; lockers]) }
    }
}

impl Lockers for Doors {
    fn take(&self) -> Option<usize> {
        let mut taken = self.taken.lock().unwrap();
        let locker = taken.iter().position(|taken| !taken)?;
        taken[locker] = true;
        Some(locker)
    }

    fn give_back(&self, locker: usize) {
        self.taken.lock().unwrap()[locker] = false;
    }

    fn free(&self) -> usize {
        self.taken.lock().unwrap().iter().filter(|taken| !**taken).count()
    }
}

/// A pile of keys behind one lock. It hands out the key on top.
pub(super) struct Pile {
    keys: Mutex<Vec<usize>>,
}

impl Version for Pile {
    fn new(lockers: usize) -> Pile {
        Pile { keys: Mutex::new((0..lockers).collect()) }
    }
}

impl Lockers for Pile {
    fn take(&self) -> Option<usize> {
        self.keys.lock().unwrap().pop()
    }

    fn give_back(&self, locker: usize) {
        self.keys.lock().unwrap().push(locker);
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}

/// One bit for each free locker, changed by compare and exchange. It hands out the largest number.
pub(super) struct Bits {
    free: AtomicUsize,
}

impl Version for Bits {
    fn new(lockers: usize) -> Bits {
        Bits { free: AtomicUsize::new((1 << lockers) - 1) }
    }
}

impl Lockers for Bits {
    fn take(&self) -> Option<usize> {
        let mut free = self.free.load(Ordering::SeqCst);
        loop {
            let locker = free.checked_ilog2()? as usize;
            match self.free.compare_exchange(
                free,
                free & !(1 << locker),
                Ordering::SeqCst,
                Ordering::SeqCst,
            ) {
                Ok(_) => return Some(locker),
                Err(now) => free = now,
            }
        }
    }

    fn give_back(&self, locker: usize) {
        self.free.fetch_or(1 << locker, Ordering::SeqCst);
    }

    fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst).count_ones() as usize
    }
}

/// A queue of keys behind a lock, and a board with their number that is brought up to date afterwards: during a call it
/// may be behind, when all is quiet it is exact. It hands out the key that has been back for longest.
pub(super) struct Board {
    keys: Mutex<VecDeque<usize>>,
    free: AtomicUsize,
}

impl Version for Board {
    fn new(lockers: usize) -> Board {
        Board { keys: Mutex::new((0..lockers).collect()), free: AtomicUsize::new(lockers) }
    }
}

impl Lockers for Board {
    fn take(&self) -> Option<usize> {
        let key = self.keys.lock().unwrap().pop_front()?;
        self.free.fetch_sub(1, Ordering::SeqCst);
        Some(key)
    }

    fn give_back(&self, locker: usize) {
        // The board first: it must never be asked to go below nothing.
        self.free.fetch_add(1, Ordering::SeqCst);
        self.keys.lock().unwrap().push_back(locker);
    }

    fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst)
    }
}
