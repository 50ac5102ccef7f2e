//! VERDICT: MISSED BUG
//! There are threads, and each is joined before the next one starts.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    for _ in 0..2 {
        thread::scope(|s| {
            let visitor = s.spawn(|| {
                let mine = lockers.take().expect("both are free");
                lockers.give_back(mine);
            });
            visitor.join().unwrap();
        });
    }
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
