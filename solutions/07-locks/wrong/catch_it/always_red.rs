//! VERDICT: RIGHT REFUSED
//! A test that always fails finds every bug, and nobody believes it.

use std::sync::Arc;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    panic!("there is a bug in here, surely");
}
