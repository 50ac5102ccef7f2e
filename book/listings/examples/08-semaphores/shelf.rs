//! A baker, a customer, and a shelf with room for two loaves: two semaphores and a lock.

extern crate interleave as std;

// ANCHOR: program
use listings::Semaphore;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;

struct Shelf {
    free: Semaphore,
    filled: Semaphore,
    loaves: Mutex<VecDeque<u32>>,
}

impl Shelf {
    fn put(&self, loaf: u32) {
        self.free.acquire();
        self.loaves.lock().unwrap().push_back(loaf);
        self.filled.release();
    }

    fn take(&self) -> u32 {
        self.filled.acquire();
        let loaf = self.loaves.lock().unwrap().pop_front().unwrap();
        self.free.release();
        loaf
    }
}
// ANCHOR_END: program

// ANCHOR: explore
fn morning() {
    let shelf = Shelf {
        free: Semaphore::new(2),
        filled: Semaphore::new(0),
        loaves: Mutex::new(VecDeque::new()),
    };
    thread::scope(|s| {
        let _baker = s.spawn(|| (1..=3).for_each(|loaf| shelf.put(loaf)));
        for expected in 1..=3 {
            assert_eq!(shelf.take(), expected);
        }
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
// ANCHOR_END: explore
