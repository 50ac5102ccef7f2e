//! Promise 2 is broken: `None` although a locker is free.

use interleave::sync::Mutex;
use locks::catch_it::Lockers;

use super::Version;

/// Takes a busy lock for an empty row.
pub(super) struct Impatient {
    keys: Mutex<Vec<usize>>,
}

impl Version for Impatient {
    fn new(lockers: usize) -> Impatient {
        Impatient { keys: Mutex::new((0..lockers).collect()) }
    }
}

impl Lockers for Impatient {
    fn take(&self) -> Option<usize> {
        self.keys.try_lock().ok()?.pop()
    }

    fn give_back(&self, locker: usize) {
        self.keys.lock().unwrap().push(locker);
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}

/// Never hands out the last locker.
pub(super) struct LastOne {
    keys: Mutex<Vec<usize>>,
}

impl Version for LastOne {
    fn new(lockers: usize) -> LastOne {
        LastOne { keys: Mutex::new((0..lockers).collect()) }
    }
}

impl Lockers for LastOne {
    fn take(&self) -> Option<usize> {
        let mut keys = self.keys.lock().unwrap();
        if keys.len() > 1 { keys.pop() } else { None }
    }

    fn give_back(&self, locker: usize) {
        self.keys.lock().unwrap().push(locker);
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}
