//! The idiom of a Python programmer: a class for one pile, and a list of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// One worker's jobs, the oldest at the left.
struct Pile<T> {
    jobs: Mutex<VecDeque<T>>,
}

impl<T> Pile<T> {
    fn append(&self, job: T) {
        self.jobs.lock().unwrap().push_back(job);
    }

    fn pop(&self) -> Option<T> {
        self.jobs.lock().unwrap().pop_back()
    }

    fn pop_left_half(&self) -> Vec<T> {
        let mut jobs = self.jobs.lock().unwrap();
        let half = (jobs.len() + 1) / 2;
        (0..half).filter_map(|_| jobs.pop_front()).collect()
    }
}

pub struct Piles<T> {
    piles: Vec<Arc<Pile<T>>>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        let mut piles = Vec::new();
        for _ in 0..workers {
            piles.push(Arc::new(Pile { jobs: Mutex::new(VecDeque::new()) }));
        }
        Piles { piles }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].append(job);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        let own = self.piles[worker].clone();
        own.pop().or_else(|| {
            let others = self.piles.iter().cycle().skip(worker + 1).take(self.piles.len() - 1);
            for other in others {
                let mut jobs = other.pop_left_half().into_iter();
                if let Some(first) = jobs.next() {
                    jobs.for_each(|job| own.append(job));
                    return Some(first);
                }
            }
            None
        })
    }
}
