//! # A pool of processes
//!
//! A worker that is a process has memory of its own. It may crash, leak, or be killed by the kernel for want of memory,
//! and the others go on. What it can be given is data: a job crosses the border as a line of JSON, and so does its
//! answer.
//!
//! `Worker` in `src/worker.rs` is written: it starts a process, sends it jobs and hears its answers. Read its public
//! functions first. What is missing is the one who gives out the work. Write `run`.
//!
//! 1. There are `workers` processes, or fewer if there are fewer jobs, and they work at the same time. A job goes to
//!    one that has the fewest in hand.
//! 2. To ask, wait, and ask again costs two sleeps for each job. So a worker may have up to `window` jobs in hand, and
//!    finds the next one in its pipe when it has answered.
//! 3. After `jobs_per_worker` jobs a worker is sent home, and another one takes its place. (In Python:
//!    `maxtasksperchild`.)
//! 4. `done` is called once for each job, here in the parent, with the number of the job, as soon as its outcome is
//!    known.
//! 5. A worker may die at any point. Another one takes its place. The job that it was at, the oldest that it had in
//!    hand, gets a second try. If a worker dies over it again, it has failed: `Died`. The others that it had in hand
//!    are given out again, before all that nobody has had yet. Nothing is lost, and nobody waits for ever.
//!
//! A job may therefore be done twice, if its worker died between doing it and saying so.
//!
//! The program has one thread, since it forks. When `run` returns, no process is left.
//!
//! Check it with `cargo test -p pools --test process_pool`.

use std::collections::VecDeque;
use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::worker::{News, Worker};

/// How work is given out. All of these are 1 or more.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most processes at a time.
    pub workers: usize,
    /// The most jobs that one of them has in hand.
    pub window: usize,
    /// The most jobs that one of them does in its life.
    pub jobs_per_worker: usize,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The job has panicked, with this message.
    Panicked(String),
    /// Two workers have died over it.
    Died,
}

/// Has `work` done for each of `jobs` in a worker process, and calls `done` in this process with what came of it.
///
/// # Errors
/// If the kernel has no more processes or descriptors, or something is not to be had as JSON.
pub fn run<J, A>(
    jobs: &[J],
    options: Options,
    work: impl Fn(J) -> A,
    mut done: impl FnMut(usize, Result<A, Failure>),
) -> io::Result<()>
where
    J: Serialize + DeserializeOwned,
    A: Serialize + DeserializeOwned,
{
    /// A job over which so many workers have died has failed.
    const TRIES: usize = 2;

    let mut workers: Vec<Worker> = Vec::new();
    // Jobs that no worker has in hand, by their numbers; how many workers have died over each; how many are not done.
    let mut waiting: VecDeque<usize> = (0..jobs.len()).collect();
    let mut deaths = vec![0; jobs.len()];
    let mut open = jobs.len();
    while open > 0 {
        while !waiting.is_empty() && workers.len() < options.workers.min(open) {
            workers.push(Worker::start(&workers, &work)?);
        }
        // ANSWER
        // | todo!("give out `waiting`: to whom, and how many? See `in_hand` and `given`");
        let room = |worker: &&mut Worker| {
            worker.in_hand().len() < options.window && worker.given() < options.jobs_per_worker
        };
        while !waiting.is_empty()
            && let Some(idlest) = workers.iter_mut().filter(room).min_by_key(|w| w.in_hand().len())
            && let Some(job) = waiting.pop_front()
        {
            idlest.give(job, &jobs[job])?;
        }
        // END
        for news in Worker::news::<A>(&mut workers)? {
            match news {
                News::Answer { job, answer } => {
                    // ANSWER
                    // | todo!("who is to know, and what is there one less of?");
                    open -= 1;
                    done(job, answer.map_err(Failure::Panicked));
                    // END
                }
                News::Ended { worker } => {
                    let mut left = workers[worker].in_hand().clone();
                    // ANSWER
                    // | todo!("the first of `left` has a death more, and the others are to wait again");
                    if let Some(&first) = left.front() {
                        deaths[first] += 1;
                        if deaths[first] == TRIES {
                            left.pop_front();
                            open -= 1;
                            done(first, Err(Failure::Died));
                        }
                    }
                    left.into_iter().rev().for_each(|job| waiting.push_front(job));
                    // END
                }
            }
        }
        // ANSWER
        // | todo!("who leaves? A `Worker` that is dropped is told to end: `workers.retain(…)`")
        let at_the_end =
            |w: &Worker| w.given() >= options.jobs_per_worker && w.in_hand().is_empty();
        workers.retain(|worker| !worker.has_ended() && !at_the_end(worker));
        // END
    }
    Ok(())
}

/// As `run`, with the outcomes in the order of the jobs.
///
/// # Errors
/// As `run`.
pub fn map<J, A>(
    jobs: &[J],
    options: Options,
    work: impl Fn(J) -> A,
) -> io::Result<Vec<Result<A, Failure>>>
where
    J: Serialize + DeserializeOwned,
    A: Serialize + DeserializeOwned,
{
    let mut outcomes: Vec<_> = jobs.iter().map(|_| None).collect();
    run(jobs, options, work, |job, outcome| outcomes[job] = Some(outcome))?;
    Ok(outcomes.into_iter().map(|outcome| outcome.expect("`run` tells of each job")).collect())
}
