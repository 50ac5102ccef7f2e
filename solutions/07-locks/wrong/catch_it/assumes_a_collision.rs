//! VERDICT: RIGHT REFUSED
//! Whether two visitors meet is up to the interleaving: often they do not.

use std::sync::Arc;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(1);
    let (anna, ben) = thread::scope(|s| {
        let visit = || {
            let mine = lockers.take();
            if let Some(mine) = mine {
                lockers.give_back(mine);
            }
            mine
        };
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        (anna.join().unwrap(), ben.join().unwrap())
    });
    assert_ne!(anna, ben, "one locker, two visitors");
}
