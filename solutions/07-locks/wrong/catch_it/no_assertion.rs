//! VERDICT: MISSED BUG
//! It finds what stands still or panics by itself, and nothing else.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let visit = || lockers.take().map(|mine| lockers.give_back(mine));
    thread::scope(|s| {
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
    let _ = (lockers.take(), lockers.take(), lockers.take());
    lockers.give_back(0);
}
