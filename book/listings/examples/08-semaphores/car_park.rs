//! A semaphore, and three cars for two spaces.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Condvar, Mutex};
use std::thread;

struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
    }

    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.released.notify_one();
    }
}
// ANCHOR_END: program

// ANCHOR: explore
fn morning() {
    let (spaces, inside) = (Semaphore::new(2), interleave::Gauge::new());
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                spaces.acquire();
                drop(inside.enter());
                spaces.release();
            });
        }
    });
    assert!(inside.most() <= 2, "three cars in two spaces");
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
// ANCHOR_END: explore
