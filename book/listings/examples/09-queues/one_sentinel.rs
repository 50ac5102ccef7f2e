//! Two workers, and one word that says that the day is over.

extern crate interleave as std;

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

struct Queue {
    jobs: Mutex<VecDeque<Option<u32>>>,
    job_came: Condvar,
}

impl Queue {
    fn put(&self, job: Option<u32>) {
        self.jobs.lock().unwrap().push_back(job);
        self.job_came.notify_one();
    }

    fn get(&self) -> Option<u32> {
        let jobs = self.jobs.lock().unwrap();
        let mut jobs = self.job_came.wait_while(jobs, |jobs| jobs.is_empty()).unwrap();
        jobs.pop_front().unwrap()
    }
}

// ANCHOR: program
fn work(queue: &Queue) {
    while let Some(_job) = queue.get() {}
}

fn shift() {
    let queue = Queue { jobs: Mutex::default(), job_came: Condvar::new() };
    thread::scope(|s| {
        let _anna = s.spawn(|| work(&queue));
        let _ben = s.spawn(|| work(&queue));
        queue.put(Some(1));
        queue.put(None);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(shift));
}
