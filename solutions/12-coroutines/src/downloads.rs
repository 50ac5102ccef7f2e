//! # Downloads
//!
//! Ten thousand pictures are to be fetched from a server. One after the other takes too long, all at once is more than
//! the server bears, and it has its days: it says 500, it drops a connection in the middle of a picture, it says nothing
//! at all. Fetch them on one thread, on tokio. `src/http.rs` has `get`, which asks the server; read its public functions
//! first.
//!
//! 1. `download_all` fetches all jobs and returns what came of each, in the order of the jobs: the length of the body, or
//!    why there is none. What goes wrong with one is no business of the others.
//! 2. At most `at_once` requests are under way, from `get` to the last byte. As soon as one is over, the next one begins.
//! 3. A try fails if `get` or `piece` does, since the server cannot be reached or the connection ends too early (`Lost`),
//!    if not all of it is there `time_out` after `get` was called (`TimedOut`), or if the status is not 200 (`Status`).
//! 4. After `Lost`, `TimedOut`, and a status of 500 or more there is another try, `pause` after the last one, until there
//!    have been `tries`. Other failures are final. A job that pauses does not count among the `at_once`.
//! 5. The body goes to a file beside the target, with `.part` behind its name (`cat.jpg.part`), and gets its own name by
//!    `std::fs::rename` when it is whole. So whoever looks at the target finds the old file or the new one, never half of
//!    one. A `.part` from an earlier run is overwritten. What cannot be written, or not all of it, is `Disk`, with the
//!    kind of the error; a folder that is missing is not made.
//! 6. Whoever drops the future of `download_all` cancels everything: every connection is closed, nothing more is asked
//!    for, nothing more is written. After a try that failed, and after a cancellation, no `.part` is left.
//!
//! Reading and writing a file does not wait for anybody else; `std::fs` will do. No thread is needed.
//!
//! Check it with `cargo test -p coroutines --test downloads`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::http;

/// What to fetch, and where it goes.
#[derive(Clone, Debug)]
pub struct Job {
    /// The path on the server, such as `/cat.jpg`.
    pub path: String,
    /// The file.
    pub target: PathBuf,
}

/// How to fetch it.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most requests at a time, 1 or more.
    pub at_once: usize,
    /// The most requests for one job, 1 or more.
    pub tries: usize,
    /// How long one try may take.
    pub time_out: Duration,
    /// How long to wait between two tries.
    pub pause: Duration,
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server has answered with this status.
    Status(u16),
    /// The server could not be reached, or the connection ended too early.
    Lost,
    /// It took too long.
    TimedOut,
    /// The file could not be written.
    Disk(io::ErrorKind),
}

/// Fetches all jobs. What came of each, in their order: how many bytes the body has, or why there is no file.
pub async fn download_all(
    server: SocketAddr,
    jobs: &[Job],
    options: Options,
) -> Vec<Result<u64, Failure>> {
    // ANSWER
    // | todo!("one future for each job, all of them polled together: `join_all`, or `JoinSet`")
    let places = Semaphore::new(options.at_once);
    join_all(jobs.iter().map(|job| download(server, job, options, &places))).await
    // END
}
// ANSWER

/// Fetches one, in as many tries as it takes.
async fn download(
    server: SocketAddr,
    job: &Job,
    options: Options,
    places: &Semaphore,
) -> Result<u64, Failure> {
    for _ in 1..options.tries {
        match attempt(server, job, options, places).await {
            Err(Failure::Lost | Failure::TimedOut | Failure::Status(500..)) => {
                sleep(options.pause).await;
            }
            outcome => return outcome,
        }
    }
    attempt(server, job, options, places).await
}

/// One try. The time begins when it has a place.
async fn attempt(
    server: SocketAddr,
    job: &Job,
    options: Options,
    places: &Semaphore,
) -> Result<u64, Failure> {
    let _place = places.acquire().await.expect("nobody closes it");
    timeout(options.time_out, fetch(server, job)).await.unwrap_or(Err(Failure::TimedOut))
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

/// A file that is removed when this is dropped, at an error, a time-out or a cancellation, unless it was kept.
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
        // If it was kept, there is none of that name.
        let _ = fs::remove_file(&self.path);
    }
}
// END
