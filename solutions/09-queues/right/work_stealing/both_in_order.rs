//! Both piles are locked, the one with the smaller number first.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::Mutex;

pub struct Piles<T> {
    piles: Vec<Mutex<VecDeque<T>>>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles { piles: (0..workers).map(|_| Mutex::new(VecDeque::new())).collect() }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].lock().unwrap().push_back(job);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        if let Some(job) = self.piles[worker].lock().unwrap().pop_back() {
            return Some(job);
        }
        let workers = self.piles.len();
        for step in 1..workers {
            let other = (worker + step) % workers;
            let (first, second) = (worker.min(other), worker.max(other));
            let first = self.piles[first].lock().unwrap();
            let second = self.piles[second].lock().unwrap();
            let (mut own, mut other) =
                if worker < other { (first, second) } else { (second, first) };
            let half = other.len().div_ceil(2);
            let mut stolen: VecDeque<T> = other.drain(..half).collect();
            if let Some(job) = stolen.pop_front() {
                own.append(&mut stolen);
                return Some(job);
            }
        }
        None
    }
}
