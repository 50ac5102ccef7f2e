//! A barrier of one semaphore, used twice.

extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

struct Hut {
    arrived: AtomicUsize,
    open: Semaphore,
}

impl Hut {
    /// Waits until two have come.
    fn wait(&self) {
        if self.arrived.fetch_add(1, SeqCst) + 1 == 2 {
            self.arrived.store(0, SeqCst);
            self.open.release();
            self.open.release();
        }
        self.open.acquire();
    }
}

fn walk() {
    let hut = Hut { arrived: AtomicUsize::new(0), open: Semaphore::new(0) };
    let two_days = || {
        hut.wait();
        hut.wait();
    };
    thread::scope(|s| {
        let _anna = s.spawn(two_days);
        let _ben = s.spawn(two_days);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(walk));
}
