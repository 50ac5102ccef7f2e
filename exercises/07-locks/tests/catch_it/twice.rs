//! Promise 1 is broken: one locker, two visitors.

use std::collections::VecDeque;

use interleave::sync::Mutex;
use locks::catch_it::Lockers;

use super::Version;

/// Looks for a free locker in one critical section, and takes it in another.
pub(super) struct Hurried {
    taken: Mutex<Vec<bool>>,
}

impl Version for Hurried {
    fn new(lockers: usize) -> Hurried {
        Hurried { taken: Mutex::new(vec![false; lockers]) }
    }
}

impl Lockers for Hurried {
    fn take(&self) -> Option<usize> {
        let locker = self.taken.lock().unwrap().iter().position(|taken| !taken)?;
        self.taken.lock().unwrap()[locker] = true;
        Some(locker)
    }

    fn give_back(&self, locker: usize) {
        self.taken.lock().unwrap()[locker] = false;
    }

    fn free(&self) -> usize {
        self.taken.lock().unwrap().iter().filter(|taken| !**taken).count()
    }
}

/// Takes in one critical section, and gives back in two, one visitor at a time. A `take` between the two is forgotten.
pub(super) struct Overwritten {
    keys: Mutex<VecDeque<usize>>,
    counter: Mutex<()>,
}

impl Version for Overwritten {
    fn new(lockers: usize) -> Overwritten {
        Overwritten { keys: Mutex::new((0..lockers).collect()), counter: Mutex::new(()) }
    }
}

impl Lockers for Overwritten {
    fn take(&self) -> Option<usize> {
        self.keys.lock().unwrap().pop_front()
    }

    fn give_back(&self, locker: usize) {
        let _counter = self.counter.lock().unwrap();
        let mut keys = self.keys.lock().unwrap().clone();
        keys.push_back(locker);
        *self.keys.lock().unwrap() = keys;
    }

    fn free(&self) -> usize {
        self.keys.lock().unwrap().len()
    }
}
