//! Each visitor comes once. What went wrong meanwhile shows when the row is counted and emptied afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let taken = [const { AtomicBool::new(false) }; 2];
    let visit = || {
        let mine = lockers.take().expect("one for each");
        assert!(!taken[mine].swap(true, Ordering::SeqCst), "locker {mine} has two visitors");
        taken[mine].store(false, Ordering::SeqCst);
        lockers.give_back(mine);
    };
    thread::scope(|s| {
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
    assert_eq!(lockers.free(), 2);
    let first = lockers.take().expect("both are free");
    let second = lockers.take().expect("one is free");
    assert_ne!(first, second);
    assert_eq!(lockers.take(), None);
    assert_eq!(lockers.free(), 0);
    lockers.give_back(first);
    lockers.give_back(second);
    assert_eq!(lockers.free(), 2);
    let lockers = open(1);
    thread::scope(|s| {
        let anna = s.spawn(|| lockers.take().map(|locker| lockers.give_back(locker)));
        let ben = s.spawn(|| lockers.take().map(|locker| lockers.give_back(locker)));
        let served = [anna.join().unwrap(), ben.join().unwrap()];
        assert!(served.iter().any(Option::is_some));
    });
    assert_eq!(lockers.free(), 1);
}
