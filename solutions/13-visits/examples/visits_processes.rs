//! Counts visits in pieces of all logs at the same time, with a pool of processes.

#[cfg(target_os = "linux")]
mod support;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod with_processes {
    use std::io::{self, Read, Seek, SeekFrom};
    use std::net::IpAddr;

    use pools_solution::process_pool::{self, Failure, Options};
    use serde::{Deserialize, Serialize};
    use visits_solution::log::Tally;
    use visits_solution::{lines, pieces};

    use crate::support::{Month, table};

    /// How large a piece is, in bytes.
    const PIECE: u64 = 32 << 20;

    // ANCHOR: job
    /// What goes to a worker: bytes of a log, which is named by its place in the list.
    #[derive(Serialize, Deserialize)]
    struct Job {
        log: usize,
        begin: u64,
        end: u64,
    }

    /// What comes back.
    #[derive(Serialize, Deserialize)]
    struct Answer {
        visits: u64,
        blank: u64,
        broken: u64,
        addresses: Vec<IpAddr>,
    }
    // ANCHOR_END: job

    /// Cuts all logs into pieces, has them counted, and adds them up log by log.
    pub(super) fn count(month: &Month) -> Vec<io::Result<Tally>> {
        let mut tallies: Vec<io::Result<Tally>> =
            month.logs.iter().map(|_| Ok(Tally::default())).collect();
        let mut jobs = Vec::new();
        for (log, tally) in tallies.iter_mut().enumerate() {
            match pieces_of(month, log) {
                Ok(pieces) => jobs.extend(pieces),
                Err(error) => *tally = Err(error),
            }
        }
        // ANCHOR: run
        let options = Options { workers: month.workers, window: 2, jobs_per_worker: usize::MAX };
        // Runs in a worker, which has the list of the logs from before the fork.
        let work = |job: Job| count_piece(month, job).map_err(|error| error.to_string());
        // Runs here.
        let done = |number: usize, outcome: Result<Result<Answer, String>, Failure>| {
            let Job { log, begin, end } = jobs[number];
            month.bar().inc(end - begin);
            let tally = &mut tallies[log];
            match (outcome, tally.as_mut()) {
                (Ok(Ok(answer)), Ok(tally)) => table::add(tally, &answer.into()),
                (Ok(Err(error)), Ok(_)) => *tally = Err(io::Error::other(error)),
                (Err(failure), Ok(_)) => *tally = Err(io::Error::other(format!("{failure:?}"))),
                // The first error is enough.
                (_, Err(_)) => {}
            }
        };
        if let Err(error) = process_pool::run(&jobs, options, work, done) {
            let text = error.to_string();
            return month.logs.iter().map(|_| Err(io::Error::other(text.clone()))).collect();
        }
        // ANCHOR_END: run
        tallies
    }

    fn pieces_of(month: &Month, log: usize) -> io::Result<Vec<Job>> {
        let mut file = month.open_unseen(&month.logs[log])?;
        let size = file.seek(SeekFrom::End(0))?;
        let pieces = pieces::cut(file, size.div_ceil(PIECE).max(1))?;
        Ok(pieces
            .into_iter()
            .map(|piece| Job { log, begin: piece.start, end: piece.end })
            .collect())
    }

    fn count_piece(month: &Month, job: Job) -> io::Result<Answer> {
        let mut log = month.open_unseen(&month.logs[job.log])?;
        log.seek(SeekFrom::Start(job.begin))?;
        let Tally { visits, blank, broken, addresses } =
            lines::tally(log.take(job.end - job.begin))?;
        Ok(Answer { visits, blank, broken, addresses: addresses.into_iter().collect() })
    }

    impl From<Answer> for Tally {
        fn from(answer: Answer) -> Tally {
            let Answer { visits, blank, broken, addresses } = answer;
            Tally { visits, blank, broken, addresses: addresses.into_iter().collect() }
        }
    }
}

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    support::main(
        "Counts visits, pieces of all logs at the same time, with a pool of processes",
        with_processes::count,
    )
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("The pool of processes needs Linux: WSL, or the dev container, has one.");
    ExitCode::FAILURE
}
