//! Counts visits in several logs at the same time, with threads.

mod support;

use std::process::ExitCode;

use visits_solution::{days, lines};

fn main() -> ExitCode {
    support::main("Counts visits, several logs at the same time, with threads", |month| {
        days::tally_each(&month.logs, month.workers, |log| lines::tally(month.open(log)?))
    })
}
