//! A `Vec` for each pile, with `drain` from its beginning.

#![forbid(unsafe_code)]

use std::sync::Mutex;

pub struct Piles<T> {
    piles: Vec<Mutex<Vec<T>>>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles { piles: (0..workers).map(|_| Mutex::new(Vec::new())).collect() }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].lock().unwrap().push(job);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        if let Some(job) = self.piles[worker].lock().unwrap().pop() {
            return Some(job);
        }
        let workers = self.piles.len();
        for step in 1..workers {
            let mut stolen = self.steal((worker + step) % workers);
            if !stolen.is_empty() {
                let job = stolen.remove(0);
                self.piles[worker].lock().unwrap().append(&mut stolen);
                return Some(job);
            }
        }
        None
    }

    fn steal(&self, from: usize) -> Vec<T> {
        let mut pile = self.piles[from].lock().unwrap();
        let half = pile.len().div_ceil(2);
        pile.drain(..half).collect()
    }
}
