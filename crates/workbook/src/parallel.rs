//! Does a list of jobs on a few threads.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// As many threads as the machine can run at once.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Calls `work` for each job, on `workers` threads, and `done` on this thread with each result, in the order
/// of the jobs. Both get the job's index.
pub(crate) fn in_order<J: Sync, R: Send>(
    jobs: &[J],
    workers: usize,
    work: impl Fn(usize, &J) -> R + Sync,
    mut done: impl FnMut(usize, R),
) {
    let next = AtomicUsize::new(0);
    let (results, arrived) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers.clamp(1, jobs.len().max(1)) {
            let (results, next, work) = (results.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    // Relaxed: the counter hands out indices, and no other data goes with them.
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index) else { break };
                    let _ = results.send((index, work(index, job)));
                }
            });
        }
        drop(results);
        let mut early: Vec<Option<R>> = jobs.iter().map(|_| None).collect();
        let mut waiting_for = 0;
        for (index, result) in arrived {
            early[index] = Some(result);
            while let Some(result) = early.get_mut(waiting_for).and_then(Option::take) {
                done(waiting_for, result);
                waiting_for += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_arrive_once_each_and_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..100).collect();
        let mut seen = Vec::new();
        // The later a job, the less it does, so that results overtake each other.
        let work = |_, job: &u64| (0..(100 - job) * 500).fold(*job, |sum, n| sum ^ n);
        in_order(&jobs, 3, work, |index, result| seen.push((index, result)));
        let expected: Vec<_> = jobs.iter().map(|job| (*job as usize, work(0, job))).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn no_jobs_is_no_work() {
        in_order(
            &[] as &[u8],
            4,
            |_, _| unreachable!("no job"),
            |_, (): ()| unreachable!("no job"),
        );
    }
}
