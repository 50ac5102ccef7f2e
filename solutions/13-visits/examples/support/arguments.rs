//! What stands on the command line of a program that counts.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::{CommandFactory, FromArgMatches, Parser};

/// The logs, and how many are to count.
#[derive(Debug, Parser)]
#[command(after_help = "\
A line of a log is a visit if it begins with addresses and ` - `. What is neither a visit nor blank is broken, and is \
counted as such. Ctrl-C stops; a second one ends the program at once.")]
pub(crate) struct Counting {
    /// The logs, one for each day
    #[arg(required = true, value_name = "LOG")]
    pub(crate) logs: Vec<PathBuf>,
    /// How many threads or processes count at the same time [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER")]
    workers: Option<NonZeroUsize>,
}

impl Counting {
    /// How many count at the same time.
    pub(crate) fn workers(&self) -> usize {
        let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.workers.map_or_else(cores, NonZeroUsize::get)
    }
}

/// Reads the command line of a program that does what `about` says. Ends the program if there is nothing to count.
pub(crate) fn counting(about: &'static str) -> Counting {
    let matches = Counting::command().about(about).get_matches();
    Counting::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}
