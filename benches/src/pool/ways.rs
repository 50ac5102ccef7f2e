//! A small pool, and squares by threads.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Sender, unbounded};

use super::{Job, WORKERS};

/// Threads that take jobs from one channel. They end, with all jobs done, when this is dropped.
pub(super) struct ChannelPool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

impl ChannelPool {
    pub(super) fn new(workers: usize) -> ChannelPool {
        let (jobs, todo) = unbounded::<Job>();
        let workers = (0..workers)
            .map(|_| {
                let todo = todo.clone();
                thread::spawn(move || todo.into_iter().for_each(|job| job()))
            })
            .collect();
        ChannelPool { jobs: Some(jobs), workers }
    }

    pub(super) fn submit(&self, job: Job) {
        self.jobs.as_ref().expect("there until dropped").send(job).expect("the workers take jobs");
    }
}

impl Drop for ChannelPool {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in self.workers.drain(..) {
            worker.join().expect("a job of ours does not panic");
        }
    }
}

/// Each of two threads fills half of the result.
pub(super) fn scoped_squares(numbers: &[u64]) -> Vec<u64> {
    let mut squares = vec![0; numbers.len()];
    let half = numbers.len().div_ceil(WORKERS);
    thread::scope(|scope| {
        for (numbers, squares) in numbers.chunks(half).zip(squares.chunks_mut(half)) {
            scope.spawn(move || {
                for (square, number) in squares.iter_mut().zip(numbers) {
                    *square = number * number;
                }
            });
        }
    });
    squares
}

/// A job for each `grain` numbers; the results are put together in their order.
pub(super) fn squares_in_jobs(pool: &ChannelPool, numbers: &Arc<[u64]>, grain: usize) -> Vec<u64> {
    let (finished, results) = unbounded();
    for start in (0..numbers.len()).step_by(grain) {
        let (numbers, finished) = (Arc::clone(numbers), finished.clone());
        pool.submit(Box::new(move || {
            let part = &numbers[start..numbers.len().min(start + grain)];
            let squares: Vec<u64> = part.iter().map(|number| number * number).collect();
            finished.send((start, squares)).expect("somebody waits for the results");
        }));
    }
    drop(finished);
    let mut all = vec![0; numbers.len()];
    for (start, squares) in results {
        all[start..start + squares.len()].copy_from_slice(&squares);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_are_in_order_whatever_the_grain() {
        let numbers: Arc<[u64]> = (0..103).collect();
        let right: Vec<u64> = (0..103).map(|number| number * number).collect();
        let pool = ChannelPool::new(WORKERS);
        for grain in [1, 10, 103, 1000] {
            assert_eq!(squares_in_jobs(&pool, &numbers, grain), right, "in jobs of {grain}");
        }
        assert_eq!(scoped_squares(&numbers), right);
    }
}
