//! What may be typed after `cargo workbook`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::classroom;

/// A workbook on concurrency. Without a command it opens the book in your browser.
#[derive(Debug, Parser)]
#[command(name = "workbook", bin_name = "cargo workbook", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// The folder that holds `exercises/`; normally found from where you are
    #[arg(long, global = true, value_name = "DIR", hide_short_help = true)]
    pub root: Option<PathBuf>,

    #[command(flatten)]
    pub serve: ServeArgs,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of `cargo run`, which serves the book.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The port to serve the book on; 0 takes any free one, a port in use moves to the next
    #[arg(long, default_value_t = 8000, value_name = "N")]
    pub port: u16,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,

    /// How long one test of an exercise may take before it is stopped; those of processes count what they use instead
    #[arg(long, value_name = "SECONDS", default_value = "7", value_parser = seconds)]
    pub limit: Duration,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge your answers: the verdict, and the interleaving that shows it
    Check {
        /// A chapter (`locks`), or one exercise (`locks/counter`); all of them when left out
        #[arg(value_name = "CHAPTER[/EXERCISE]")]
        target: Option<String>,
        /// Print one JSON document instead
        #[arg(long)]
        json: bool,
        /// How long one test may take before it is stopped; those of processes count what they use instead
        #[arg(long, value_name = "SECONDS", default_value = "7", value_parser = seconds)]
        limit: Duration,
    },
    /// Judge an exercise each time you save it, and go on to the next one when it has passed
    ///
    /// Begins with the first exercise that has not passed, and judges it at once. Then it waits: save the
    /// exercise in your editor, and its verdict is printed, with the interleaving that shows it. Another
    /// exercise is judged as well when you save that one. Ctrl-C ends it.
    Watch {
        /// A chapter (`locks`), or one exercise (`locks/counter`); all of them when left out
        #[arg(value_name = "CHAPTER[/EXERCISE]")]
        target: Option<String>,
        /// How long one test may take before it is stopped; those of processes count what they use instead
        #[arg(long, value_name = "SECONDS", default_value = "7", value_parser = seconds)]
        limit: Duration,
    },
    /// List the chapters and exercises, and how far you are
    List,
    /// One more hint, the one for your last verdict first
    Hint {
        /// The exercise; the first unsolved one when left out
        exercise: Option<String>,
    },
    /// Show the solution of an exercise that you have passed
    Solution {
        /// The exercise
        exercise: String,
        /// Show it even though you have not passed yet
        #[arg(long)]
        reveal: bool,
    },
    /// Write the exercise's file as it was shipped; yours is kept beside it
    Reset {
        /// The exercise
        exercise: String,
    },
    /// Say what a verdict means; without one, list them all
    Explain {
        /// The verdict, such as `LOST UPDATE`
        verdict: Vec<String>,
    },
    /// Hold every exercise to its contract: stubs, solutions, right and wrong answers, hints
    Prove {
        /// The chapters; all of them when left out
        #[arg(value_name = "CHAPTER[/EXERCISE]")]
        targets: Vec<String>,
        /// Judge further answers as well: DIR/NN-topic/{wrong,right}/EXERCISE/NAME.rs
        #[arg(long, value_name = "DIR")]
        answers: Option<PathBuf>,
        /// How often each answer is run; every run must agree
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        repeat: u32,
        /// How long one test may take before it is stopped; long, so that a loaded machine judges alike
        #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
        limit: Duration,
    },
    /// Build the book as a static site and check its links
    Build {
        /// Where the site is written: a new or empty folder, or an earlier build
        #[arg(long, value_name = "DIR")]
        dest: PathBuf,
    },
    #[command(flatten)]
    Classroom(classroom::cli::Command),
}

/// A number of seconds that a test can be given.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is no number of seconds".to_owned())?;
    let limit = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    // No day-long limit: a deadline is a point in time, and has to be one.
    let sensible = Duration::from_millis(1)..=Duration::from_secs(86_400);
    sensible
        .contains(&limit)
        .then_some(limit)
        .ok_or_else(|| "it is between 0.001 and 86400".to_owned())
}
