//! # Half of your pile
//!
//! One queue for all workers is fair, and all workers wait for its lock. So give each worker a pile of its own. New jobs
//! go on top of it, and the worker takes from the top: what it has just thought about is still fresh. A worker whose pile
//! is empty goes to the next desk and takes half of what is there, from the bottom: those are the oldest jobs, and often
//! the largest. This is called work stealing. `rayon` does it for you all the time.
//!
//! Write the two operations.
//!
//! 1. `add`: a job goes on top of a worker's pile. Anybody may do that.
//! 2. `next`: the worker's own newest job, if it has any.
//! 3. Otherwise it goes to the others, in turn: after worker 1 come 2, 3, …, and 0 at last. From the first one who has
//!    something it takes half of it, rounded up, from the bottom. It returns the oldest of those. The rest goes on its own
//!    pile, the newest on top again.
//! 4. Nothing is lost, and nothing is done twice. Workers who steal from each other do not wait for each other for ever.
//! 5. As long as nobody steals, workers share no lock.
//!
//! `next` may say `None` while jobs are on their way from one pile to another. While they lie on a pile it finds them, also
//! if it has to wait for a moment until somebody else is done there.
//!
//! Check it with `cargo test -p queues --test work_stealing`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// Bring in what you need.

/// The piles of some workers, who are called 0, 1, 2, and so on.
pub struct Piles<T> {
    // Your fields. One pile for all would be against the last rule.
    all: std::sync::Mutex<Vec<T>>,
}

impl<T> Piles<T> {
    /// An empty pile for each of so many workers.
    pub fn new(workers: usize) -> Piles<T> {
        todo!("a pile for each worker")
    }

    /// Puts `job` on top of the pile of `worker`.
    ///
    /// # Panics
    /// If there is no such worker.
    pub fn add(&self, worker: usize, job: T) {
        todo!("on top")
    }

    /// What `worker` does next: its newest job, or the oldest one of somebody else.
    ///
    /// # Panics
    /// If there is no such worker.
    pub fn next(&self, worker: usize) -> Option<T> {
        todo!("from the top of the own pile, or half of another one from the bottom")
    }
}
