//! The lock before the semaphore.

extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::sync::Mutex;
use std::thread;

fn morning() {
    let (free, filled) = (Semaphore::new(1), Semaphore::new(0));
    let shelf = Mutex::new(0);
    thread::scope(|s| {
        let _baker = s.spawn(|| {
            for _ in 0..2 {
                let mut loaves = shelf.lock().unwrap();
                free.acquire();
                *loaves += 1;
                filled.release();
            }
        });
        let _customer = s.spawn(|| {
            for _ in 0..2 {
                filled.acquire();
                *shelf.lock().unwrap() -= 1;
                free.release();
            }
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
