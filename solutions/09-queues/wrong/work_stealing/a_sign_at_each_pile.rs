//! VERDICT: MESSAGE LOST
//! A sign says whether there is something on a pile. It is set after the job is there, and taken down after nothing was.

#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::sync::Mutex;

pub struct Piles<T> {
    piles: Vec<Mutex<VecDeque<T>>>,
    filled: Vec<std::sync::atomic::AtomicBool>,
}

impl<T> Piles<T> {
    pub fn new(workers: usize) -> Piles<T> {
        Piles {
            piles: (0..workers).map(|_| Mutex::new(VecDeque::new())).collect(),
            filled: (0..workers).map(|_| Default::default()).collect(),
        }
    }

    pub fn add(&self, worker: usize, job: T) {
        self.piles[worker].lock().unwrap().push_back(job);
        self.filled[worker].store(true, std::sync::atomic::Ordering::SeqCst);
    }

    pub fn next(&self, worker: usize) -> Option<T> {
        if let Some(job) = self.piles[worker].lock().unwrap().pop_back() {
            return Some(job);
        }
        self.filled[worker].store(false, std::sync::atomic::Ordering::SeqCst);
        let workers = self.piles.len();
        for step in 1..workers {
            if !self.filled[(worker + step) % workers].load(std::sync::atomic::Ordering::SeqCst) {
                continue;
            }
            let mut stolen = self.steal((worker + step) % workers);
            if let Some(job) = stolen.pop_front() {
                self.piles[worker].lock().unwrap().append(&mut stolen);
                self.filled[worker].store(true, std::sync::atomic::Ordering::SeqCst);
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
