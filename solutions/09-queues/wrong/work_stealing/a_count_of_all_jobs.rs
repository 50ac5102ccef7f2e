//! VERDICT: WRONG RESULT
//! How many jobs there are is an atomic that is changed after the piles; who reads 0 does not look.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::Mutex;

pub struct Piles<T> {
    piles: Vec<Mutex<VecDeque<T>>>,
    jobs: std::sync::atomic::AtomicIsize,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles {
            piles: (0..workers).map(|_| Mutex::new(VecDeque::new())).collect(),
            jobs: Default::default(),
        }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].lock().unwrap().push_back(job);
        self.jobs.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        assert!(worker < self.piles.len());
        if self.jobs.load(std::sync::atomic::Ordering::SeqCst) <= 0 {
            return None;
        }
        let job = self.find(worker);
        if job.is_some() {
            self.jobs.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
        }
        job
    }

    fn find(&self, worker: usize) -> Option<T> {
        if let Some(job) = self.piles[worker].lock().unwrap().pop_back() {
            return Some(job);
        }
        let workers = self.piles.len();
        for step in 1..workers {
            let mut stolen = self.steal((worker + step) % workers);
            if let Some(job) = stolen.pop_front() {
                self.piles[worker].lock().unwrap().append(&mut stolen);
                return Some(job);
            }
        }
        None
    }

    fn steal(&self, from: usize) -> VecDeque<T> {
        let mut pile = self.piles[from].lock().unwrap();
        let half = pile.len().div_ceil(2);
        let newer = pile.split_off(half);
        std::mem::replace(&mut *pile, newer)
    }
}
