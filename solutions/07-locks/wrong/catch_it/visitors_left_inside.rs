//! VERDICT: RIGHT REFUSED
//! A visitor waits for a locker that her own test never gives back.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(1);
    let first = lockers.take();
    assert_eq!(first, Some(0));
    thread::scope(|s| {
        let anna = s.spawn(|| {
            while lockers.take().is_none() {
                thread::yield_now();
            }
        });
        anna.join().unwrap();
    });
}
