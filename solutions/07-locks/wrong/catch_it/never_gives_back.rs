//! VERDICT: MISSED BUG
//! Two visitors take a locker at the same time, and nobody ever gives one back.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let (anna, ben) = thread::scope(|s| {
        let anna = s.spawn(|| lockers.take());
        let ben = s.spawn(|| lockers.take());
        (anna.join().unwrap(), ben.join().unwrap())
    });
    assert!(anna.is_some() && ben.is_some());
    assert_ne!(anna, ben);
    assert_eq!(lockers.free(), 0);
    assert_eq!(lockers.take(), None);
}
