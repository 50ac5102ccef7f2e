//! Writes logs to be counted, and prints what a count of them has to come to.

mod support;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use support::generator::Day;
use support::{stop, table};
use visits_solution::log::Tally;

/// Writes logs of a web server, one for each day, and prints what a count of them has to come to
#[derive(Debug, Parser)]
#[command(after_help = "The same seed gives the same logs. No file is overwritten.")]
struct Arguments {
    /// The folder that they go to; it is made if it is not there
    folder: PathBuf,
    /// How many days
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=30))]
    days: u32,
    /// How much all of them together are to be, in megabytes (of 1,000,000 bytes)
    #[arg(long, default_value_t = 100)]
    megabytes: u64,
    /// Other logs of the same kind
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Err(error) = stop::on_ctrl_c() {
        eprintln!("Ctrl-C will end this program at once: {error}");
    }
    match generate(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) if stop::asked() => {
            eprintln!(
                "Stopped. The days that were written are whole; the one that was not is gone."
            );
            ExitCode::from(stop::STATUS)
        }
        Err(error) => {
            eprintln!("The logs cannot be written to {}: {error}", arguments.folder.display());
            ExitCode::FAILURE
        }
    }
}

fn generate(arguments: &Arguments) -> io::Result<()> {
    fs::create_dir_all(&arguments.folder)?;
    let bytes = arguments.megabytes * 1_000_000;
    let style =
        ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}").expect("a template");
    let bar = ProgressBar::new(bytes).with_style(style);
    let (mut paths, mut tallies) = (Vec::new(), Vec::new());
    for number in 1..=arguments.days {
        let day =
            Day { seed: arguments.seed, day: number, bytes: bytes / u64::from(arguments.days) };
        let path = arguments.folder.join(day.file_name());
        tallies.push(Ok(write(day, &path, &bar)?));
        paths.push(path);
    }
    bar.finish_and_clear();
    table::print(&paths, &tallies)
}

/// Writes one day, whole or not at all.
fn write(day: Day, path: &Path, bar: &ProgressBar) -> io::Result<Tally> {
    let file = File::create_new(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", day.file_name())))?;
    let mut out = BufWriter::with_capacity(64 << 10, bar.wrap_write(Stoppable(file)));
    let written = day.write(&mut out).and_then(|tally| out.flush().map(|()| tally));
    if written.is_err() {
        fs::remove_file(path)?;
    }
    written
}

/// A file that cannot be written to after Ctrl-C.
struct Stoppable(File);

impl Write for Stoppable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if stop::asked() {
            return Err(io::Error::other("stopped"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
