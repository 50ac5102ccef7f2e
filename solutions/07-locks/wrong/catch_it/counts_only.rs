//! VERDICT: MISSED BUG
//! It trusts the number on the board, and does not look at who has which locker.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    thread::scope(|s| {
        let anna = s.spawn(|| lockers.take().map(|mine| lockers.give_back(mine)));
        let ben = s.spawn(|| lockers.take().map(|mine| lockers.give_back(mine)));
        anna.join().unwrap();
        ben.join().unwrap();
    });
    assert_eq!(lockers.free(), 2);
}
