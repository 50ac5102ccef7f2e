//! Counts visits in several logs at the same time, with rayon.

mod support;

use std::io;
use std::process::ExitCode;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use visits_solution::lines;

fn main() -> ExitCode {
    support::main("Counts visits, several logs at the same time, with rayon", |month| {
        match ThreadPoolBuilder::new().num_threads(month.workers).build() {
            Ok(pool) => pool.install(|| {
                month.logs.par_iter().map(|log| lines::tally(month.open(log)?)).collect()
            }),
            Err(error) => {
                month.logs.iter().map(|_| Err(io::Error::other(error.to_string()))).collect()
            }
        }
    })
}
