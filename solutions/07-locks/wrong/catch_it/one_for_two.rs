//! VERDICT: RIGHT REFUSED
//! Two visitors at once and one locker: one of them may be turned away.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(1);
    let visit = || {
        let mine = lockers.take().expect("there is a locker");
        lockers.give_back(mine);
    };
    thread::scope(|s| {
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
}
