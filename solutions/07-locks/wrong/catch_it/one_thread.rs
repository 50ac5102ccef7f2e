//! VERDICT: MISSED BUG
//! Everything is tried, by one thread.

use std::sync::Arc;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    assert_eq!(lockers.free(), 2);
    let first = lockers.take().expect("both are free");
    let second = lockers.take().expect("one is free");
    assert_ne!(first, second);
    assert_eq!(lockers.take(), None);
    assert_eq!(lockers.free(), 0);
    lockers.give_back(first);
    lockers.give_back(second);
    assert_eq!(lockers.free(), 2);
}
