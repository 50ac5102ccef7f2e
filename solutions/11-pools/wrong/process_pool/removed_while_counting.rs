//! VERDICT: DEADLOCK
//! A worker that has ended is taken out of the list at once, and the places of the others change.

use std::collections::VecDeque;
use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::worker::{News, Worker};

#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub workers: usize,
    pub window: usize,
    pub jobs_per_worker: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Panicked(String),
    Died,
}

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
        let room = |worker: &&mut Worker| {
            worker.in_hand().len() < options.window && worker.given() < options.jobs_per_worker
        };
        while !waiting.is_empty()
            && let Some(idlest) = workers.iter_mut().filter(room).min_by_key(|w| w.in_hand().len())
            && let Some(job) = waiting.pop_front()
        {
            idlest.give(job, &jobs[job])?;
        }
        for news in Worker::news::<A>(&mut workers)? {
            match news {
                News::Answer { job, answer } => {
                    open -= 1;
                    done(job, answer.map_err(Failure::Panicked));
                }
                News::Ended { worker } => {
                    let mut left = workers.remove(worker).in_hand().clone();
                    if let Some(&first) = left.front() {
                        deaths[first] += 1;
                        if deaths[first] == TRIES {
                            left.pop_front();
                            open -= 1;
                            done(first, Err(Failure::Died));
                        }
                    }
                    left.into_iter().rev().for_each(|job| waiting.push_front(job));
                }
            }
        }
        let at_the_end =
            |w: &Worker| w.given() >= options.jobs_per_worker && w.in_hand().is_empty();
        workers.retain(|worker| !worker.has_ended() && !at_the_end(worker));
    }
    Ok(())
}

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
