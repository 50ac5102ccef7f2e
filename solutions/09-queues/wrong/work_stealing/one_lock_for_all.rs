//! VERDICT: RAN SERIALLY
//! One lock around all the piles.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::Mutex;

pub struct Piles<T> {
    piles: Mutex<Vec<VecDeque<T>>>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles { piles: Mutex::new((0..workers).map(|_| VecDeque::new()).collect()) }
    }

    pub fn add(&self, worker: usize, job: T) {
        let mut piles = self.piles.lock().unwrap_or_else(|error| error.into_inner());
        piles[worker].push_back(job);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        let mut piles = self.piles.lock().unwrap_or_else(|error| error.into_inner());
        if let Some(job) = piles[worker].pop_back() {
            return Some(job);
        }
        let workers = piles.len();
        for step in 1..workers {
            let other = (worker + step) % workers;
            let half = piles[other].len().div_ceil(2);
            let mut stolen: VecDeque<T> = piles[other].drain(..half).collect();
            if let Some(job) = stolen.pop_front() {
                piles[worker].append(&mut stolen);
                return Some(job);
            }
        }
        None
    }
}
