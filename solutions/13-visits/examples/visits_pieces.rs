//! Counts visits, one log after the other, in pieces of a log at the same time.

mod support;

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::process::ExitCode;

use support::Month;
use visits_solution::log::Tally;
use visits_solution::{lines, pieces};

fn main() -> ExitCode {
    support::main("Counts visits, pieces of one log at the same time, with threads", |month| {
        month.logs.iter().map(|log| in_pieces(month, log)).collect()
    })
}

fn in_pieces(month: &Month, path: &Path) -> io::Result<Tally> {
    let parts = pieces::cut(month.open_unseen(path)?, month.workers as u64)?;
    pieces::tally_all(parts, |part| {
        let mut log = month.open(path)?;
        log.seek(SeekFrom::Start(part.start))?;
        lines::tally(log.take(part.end - part.start))
    })
}
