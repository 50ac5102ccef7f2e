//! As many workers as there are places take jobs from one list, as in a pool of threads; those that failed come back into it when their pause is over.

use std::fs::{self, File};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use std::cell::RefCell;
use std::collections::VecDeque;

use futures_util::future::join_all;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout};

use crate::http;

#[derive(Clone, Debug)]
pub struct Job {
    pub path: String,
    pub target: PathBuf,
}

#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub at_once: usize,
    pub tries: usize,
    pub time_out: Duration,
    pub pause: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Status(u16),
    Lost,
    TimedOut,
    Disk(io::ErrorKind),
}

pub async fn download_all(
    server: SocketAddr,
    jobs: &[Job],
    options: Options,
) -> Vec<Result<u64, Failure>> {
    let list = List {
        waiting: RefCell::new((0..jobs.len()).map(|job| (Instant::now(), job, 1)).collect()),
        outcomes: RefCell::new(vec![None; jobs.len()]),
        changed: Notify::new(),
    };
    let workers = options.at_once.min(jobs.len());
    join_all((0..workers).map(|_| work(server, jobs, options, &list))).await;
    let outcomes = list.outcomes.into_inner();
    outcomes.into_iter().map(|outcome| outcome.expect("no worker leaves before that")).collect()
}

struct List {
    /// When it may begin, which job, the number of its try.
    waiting: RefCell<VecDeque<(Instant, usize, usize)>>,
    outcomes: RefCell<Vec<Option<Result<u64, Failure>>>>,
    changed: Notify,
}

async fn work(server: SocketAddr, jobs: &[Job], options: Options, list: &List) {
    loop {
        let changed = list.changed.notified();
        let first = list.waiting.borrow().iter().min_by_key(|(when, ..)| *when).copied();
        match first {
            Some(first @ (when, job, tried)) if when <= Instant::now() => {
                list.waiting.borrow_mut().retain(|one| *one != first);
                let outcome = timeout(options.time_out, fetch(server, &jobs[job])).await;
                let outcome = outcome.unwrap_or(Err(Failure::TimedOut));
                let again = matches!(
                    outcome,
                    Err(Failure::Lost | Failure::TimedOut | Failure::Status(500..))
                );
                if again && tried < options.tries {
                    let when = Instant::now() + options.pause;
                    list.waiting.borrow_mut().push_back((when, job, tried + 1));
                } else {
                    list.outcomes.borrow_mut()[job] = Some(outcome);
                }
                list.changed.notify_waiters();
            }
            Some((when, ..)) => {
                tokio::select! {
                    () = sleep_until(when) => {}
                    () = changed => {}
                }
            }
            None if list.outcomes.borrow().iter().all(Option::is_some) => return,
            None => changed.await,
        }
    }
}

async fn fetch(server: SocketAddr, job: &Job) -> Result<u64, Failure> {
    let lost = |_| Failure::Lost;
    let mut answer = http::get(server, &job.path).await.map_err(lost)?;
    if answer.status() != 200 {
        return Err(Failure::Status(answer.status()));
    }
    let disk = |error: io::Error| Failure::Disk(error.kind());
    let mut part = Part::create(&job.target).map_err(disk)?;
    let mut length = 0;
    while let Some(piece) = answer.piece().await.map_err(lost)? {
        part.file.write_all(&piece).map_err(disk)?;
        length += piece.len() as u64;
    }
    part.keep(&job.target).map_err(disk)?;
    Ok(length)
}

struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn create(target: &Path) -> io::Result<Part> {
        let mut name = target.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        Ok(Part { file: File::create(&path)?, path })
    }

    fn keep(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
