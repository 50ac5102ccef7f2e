//! Two workers look whether there is a job, and then take one.

extern crate interleave as std;

// ANCHOR: queue
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

struct Queue {
    jobs: Mutex<VecDeque<u32>>,
    job_came: Condvar,
}

impl Queue {
    fn is_empty(&self) -> bool {
        self.jobs.lock().unwrap().is_empty()
    }

    /// Waits until there is a job.
    fn get(&self) -> u32 {
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.job_came.wait_while(jobs, |jobs| jobs.is_empty()).unwrap();
        jobs.pop_front().unwrap()
    }
}
// ANCHOR_END: queue

// ANCHOR: program
fn work(queue: &Queue) {
    while !queue.is_empty() {
        let _job = queue.get();
    }
}

fn shift() {
    let queue = Queue { jobs: Mutex::new([1].into()), job_came: Condvar::new() };
    thread::scope(|s| {
        let _anna = s.spawn(|| work(&queue));
        let _ben = s.spawn(|| work(&queue));
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(shift));
    listings::game(interleave::Explorer::new(), shift);
}
