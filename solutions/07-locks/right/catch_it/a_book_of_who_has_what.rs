//! A book under a lock says who has which locker. Written with `Arc` and `spawn`, as in the first chapters on
//! threads.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    // Two lockers, two visitors. The book is written before a locker is given back.
    let lockers = open(2);
    let book = Arc::new(Mutex::new(HashSet::new()));
    let visitors: Vec<_> = [2, 1]
        .into_iter()
        .map(|visits| {
            let (lockers, book) = (Arc::clone(&lockers), Arc::clone(&book));
            thread::spawn(move || {
                for _ in 0..visits {
                    let mine = lockers.take().unwrap();
                    assert!(book.lock().unwrap().insert(mine), "locker {mine} is taken");
                    assert!(book.lock().unwrap().remove(&mine));
                    lockers.give_back(mine);
                }
            })
        })
        .collect();
    for visitor in visitors {
        visitor.join().unwrap();
    }
    assert_eq!(lockers.free(), 2);
    let all = HashSet::from([lockers.take().unwrap(), lockers.take().unwrap()]);
    assert_eq!(all, HashSet::from([0, 1]));
    assert!(lockers.take().is_none());
    lockers.give_back(1);
    assert_eq!(lockers.take(), Some(1));

    // One locker, two visitors.
    let lockers = open(1);
    let visitors: Vec<_> = (0..2)
        .map(|_| {
            let lockers = Arc::clone(&lockers);
            thread::spawn(move || lockers.take())
        })
        .collect();
    let found: Vec<_> =
        visitors.into_iter().filter_map(|visitor| visitor.join().unwrap()).collect();
    assert_eq!(found, [0]);
    lockers.give_back(0);
    assert_eq!(lockers.free(), 1);
}
