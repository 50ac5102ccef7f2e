//! VERDICT: RIGHT REFUSED
//! Between the two calls the locker may have been given back, and while another call is under way the number
//! may be behind.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(1);
    let visit = || match lockers.take() {
        Some(mine) => lockers.give_back(mine),
        None => assert_eq!(lockers.free(), 0, "I was sent away, so nothing is free"),
    };
    thread::scope(|s| {
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
}
