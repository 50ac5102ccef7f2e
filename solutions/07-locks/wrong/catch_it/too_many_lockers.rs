//! VERDICT: MISSED BUG
//! With ten lockers nobody ever wants the last one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(10);
    let taken = [const { AtomicBool::new(false) }; 10];
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
        anna.join().unwrap();
        ben.join().unwrap();
    });
    assert_eq!(lockers.free(), 10);
}
