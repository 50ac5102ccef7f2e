//! VERDICT: WRONG RESULT
//! The parent does the work itself.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

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
    let _ = options;
    for (number, job) in jobs.iter().enumerate() {
        let job = serde_json::from_slice(&serde_json::to_vec(job)?)?;
        done(number, Ok(work(job)));
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
