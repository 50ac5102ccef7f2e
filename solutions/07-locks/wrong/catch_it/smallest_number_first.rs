//! VERDICT: RIGHT REFUSED
//! Which locker `take` finds is not promised.

use std::sync::Arc;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    assert_eq!(lockers.take(), Some(0), "the first locker first");
}
