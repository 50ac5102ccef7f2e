//! Two workers ask for a job, and are told when there is none: one step.

extern crate interleave as std;

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;

// ANCHOR: program
struct Queue {
    jobs: Mutex<VecDeque<u32>>,
}

impl Queue {
    /// A job if there is one now.
    fn try_get(&self) -> Option<u32> {
        self.jobs.lock().unwrap().pop_front()
    }
}

fn work(queue: &Queue) {
    while let Some(_job) = queue.try_get() {}
}
// ANCHOR_END: program

fn shift() {
    let queue = Queue { jobs: Mutex::new([1].into()) };
    thread::scope(|s| {
        let _anna = s.spawn(|| work(&queue));
        let _ben = s.spawn(|| work(&queue));
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(shift));
    listings::game(interleave::Explorer::new(), shift);
}
