//! VERDICT: MISSED BUG
//! A visitor whose assertion fails panics, and the result of `join` that says so is thrown away.

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
        let anna = s.spawn(|| {
            visit();
            visit();
        });
        let ben = s.spawn(visit);
        let _ = anna.join();
        let _ = ben.join();
    });
    let lockers = open(1);
    thread::scope(|s| {
        let anna = s.spawn(|| lockers.take().map(|locker| lockers.give_back(locker)));
        let ben = s.spawn(|| lockers.take().map(|locker| lockers.give_back(locker)));
        let served = [anna.join().unwrap(), ben.join().unwrap()];
        assert!(served.iter().any(Option::is_some));
    });
    assert_eq!(lockers.free(), 1);
}
