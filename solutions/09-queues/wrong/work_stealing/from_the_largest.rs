//! VERDICT: WRONG RESULT
//! It takes from the one who has most.

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
        let most = (1..workers)
            .rev()
            .max_by_key(|step| self.piles[(worker + step) % workers].lock().unwrap().len());
        if let Some(step) = most {
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
