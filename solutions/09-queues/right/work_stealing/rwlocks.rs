//! An `RwLock` for each pile, and a look with a read lock before anything is taken.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::RwLock;

pub struct Piles<T> {
    piles: Vec<RwLock<VecDeque<T>>>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles { piles: (0..workers).map(|_| RwLock::new(VecDeque::new())).collect() }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].write().unwrap().push_back(job);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        if let Some(job) = self.piles[worker].write().unwrap().pop_back() {
            return Some(job);
        }
        let workers = self.piles.len();
        for step in 1..workers {
            if self.piles[(worker + step) % workers].read().unwrap().is_empty() {
                continue;
            }
            let mut stolen = self.steal((worker + step) % workers);
            if let Some(job) = stolen.pop_front() {
                self.piles[worker].write().unwrap().append(&mut stolen);
                return Some(job);
            }
        }
        None
    }

    fn steal(&self, from: usize) -> VecDeque<T> {
        let mut pile = self.piles[from].write().unwrap();
        let half = pile.len().div_ceil(2);
        let newer = pile.split_off(half);
        std::mem::replace(&mut *pile, newer)
    }
}
