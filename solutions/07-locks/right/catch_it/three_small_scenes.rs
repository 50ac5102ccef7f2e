//! A scene for each pair of calls that may meet.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    two_takes(open);
    take_and_give_back(open);
    two_give_backs(open);
}

/// Both calls at the same time.
fn together<A: Send, B: Send>(
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|s| {
        let (a, b) = (s.spawn(a), s.spawn(b));
        (a.join().unwrap(), b.join().unwrap())
    })
}

fn two_takes(open: fn(usize) -> Arc<dyn Lockers>) {
    let enough = open(2);
    let (a, b) = together(|| enough.take(), || enough.take());
    assert!(a.is_some() && b.is_some() && a != b, "{a:?}, {b:?}");
    assert_eq!(enough.free(), 0);
    assert_eq!(enough.take(), None);

    let one = open(1);
    let (a, b) = together(|| one.take(), || one.take());
    assert!(a.is_some() != b.is_some(), "{a:?}, {b:?}");
    assert_eq!(one.free(), 0);
}

fn take_and_give_back(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let first = lockers.take().unwrap();
    let (second, ()) = together(|| lockers.take().unwrap(), || lockers.give_back(first));
    // One is out, so exactly one more can be had.
    assert_eq!(lockers.free(), 1);
    let third = lockers.take().unwrap();
    assert_ne!(second, third);
    assert_eq!(lockers.take(), None);
    lockers.give_back(third);
    assert_eq!(lockers.free(), 1);
}

fn two_give_backs(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let (a, b) = (lockers.take().unwrap(), lockers.take().unwrap());
    together(|| lockers.give_back(a), || lockers.give_back(b));
    assert_eq!(lockers.free(), 2);
    assert!(lockers.take().is_some() && lockers.take().is_some());
}
