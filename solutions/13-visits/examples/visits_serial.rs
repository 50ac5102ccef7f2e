//! Counts visits, one log after the other.

mod support;

use std::process::ExitCode;

use visits_solution::lines;

fn main() -> ExitCode {
    support::main("Counts visits, one log after the other", |month| {
        month.logs.iter().map(|log| lines::tally(month.open(log)?)).collect()
    })
}
