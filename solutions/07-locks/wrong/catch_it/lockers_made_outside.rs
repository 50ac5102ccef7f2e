//! VERDICT: OUTLIVED
//! A static is older than every interleaving: the lockers of one are still taken in the next.

use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

pub trait Lockers: Send + Sync {
    fn take(&self) -> Option<usize>;
    fn give_back(&self, locker: usize);
    fn free(&self) -> usize;
}

pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    let lockers = open(2);
    let visit = || {
        let mine = lockers.take().expect("one for each");
        assert!(!TAKEN.lock().unwrap().contains(&mine), "locker {mine} has two visitors");
        TAKEN.lock().unwrap().push(mine);
    };
    thread::scope(|s| {
        let anna = s.spawn(visit);
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
}

static TAKEN: Mutex<Vec<usize>> = Mutex::new(Vec::new());
