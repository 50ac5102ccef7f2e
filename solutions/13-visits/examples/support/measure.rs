//! What `visits_measure` does: writes logs, has them counted in all ways, in turn, and prints a table.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use visits_solution::log::Tally;

use crate::support::generator::Day;
use crate::support::{stop, table};

/// Measures how many megabytes a second each way of counting takes in
#[derive(Debug, Parser)]
#[command(
    after_help = "The logs are written to the folder for temporary files, and removed at the end."
)]
struct Arguments {
    /// How large all logs together are, in megabytes (of 1,000,000 bytes)
    #[arg(long, default_value_t = 1_000)]
    megabytes: u64,
    /// How many logs, one for each day
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=30))]
    days: u32,
    /// How often all of it is done; the median counts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Writes the table into this page of the book, between its two marks
    #[arg(long, value_name = "PAGE")]
    record: Option<PathBuf>,
}

/// What stands around the table in the page.
const MARKS: [&str; 2] = ["<!-- measured -->\n", "<!-- /measured -->\n"];

/// How much is read at once where nothing is counted, in bytes. It is what `lines::tally` reads.
const BLOCK: usize = 64 << 10;

/// A way to go through the logs.
struct Way {
    name: &'static str,
    /// The program and what comes before the logs; none if they are only read, by this program.
    command: Option<Vec<OsString>>,
    /// How long it took, round by round.
    times: Vec<Duration>,
    /// The most memory that one of its processes had, in bytes.
    memory: u64,
}

/// The logs; removed when dropped.
struct Logs {
    folder: PathBuf,
    paths: Vec<PathBuf>,
    bytes: u64,
    /// The table that a count has to print.
    expected: String,
}

impl Drop for Logs {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} cannot be removed: {error}", self.folder.display());
        }
    }
}

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // What was started hears it as well, and ends. So this program has only to remove the logs.
    let measured = stop::on_ctrl_c().and_then(|()| measure(&arguments));
    let told = measured.and_then(|table| match &arguments.record {
        Some(page) => record(page, &table),
        None => io::stdout().write_all(table.as_bytes()),
    });
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) if stop::asked() => {
            eprintln!("Stopped. The logs are removed.");
            ExitCode::from(stop::STATUS)
        }
        Err(error) => {
            eprintln!("It cannot be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> io::Result<String> {
    let mut ways = ways()?;
    eprintln!("writing {} MB of logs", arguments.megabytes);
    let logs = write_logs(arguments)?;
    for round in 1..=arguments.rounds {
        for way in &mut ways {
            eprintln!("round {round} of {}: {}", arguments.rounds, way.name);
            way.go(&logs)?;
        }
    }
    Ok(in_words(&mut ways, logs.bytes))
}

/// All ways there are, built if need be.
fn ways() -> io::Result<Vec<Way>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = ["build", "--release", "-p", "visits-solution", "--examples"];
    if !Command::new(cargo).args(build).status()?.success() {
        return Err(io::Error::other("the programs cannot be built"));
    }
    let programs = std::env::current_exe()?;
    let package = std::env::var("CARGO_MANIFEST_DIR").map_err(|_| {
        io::Error::other(
            "start it with `cargo run --release -p visits-solution --example visits_measure`",
        )
    })?;
    let python = Path::new(&package).join("../../book/listings/python/13-visits/visits.py");
    let rust = |name: &str| vec![programs.with_file_name(name).into(), "--workers=2".into()];
    let python = |workers: &str| {
        ["python3".into(), "-B".into(), python.clone().into(), workers.into()].to_vec()
    };
    let ways = [
        ("reading, nothing else", None),
        ("one thread", Some(rust("visits_serial"))),
        ("two threads, a log each", Some(rust("visits_threads"))),
        ("two threads, half a log each", Some(rust("visits_pieces"))),
        ("rayon, two threads", Some(rust("visits_rayon"))),
        ("two processes, 32 MB at a time", Some(rust("visits_processes"))),
        ("Python", Some(python("1"))),
        ("Python, `Pool(2)`", Some(python("2"))),
    ];
    Ok(ways.map(|(name, command)| Way { name, command, times: Vec::new(), memory: 0 }).into())
}

fn write_logs(arguments: &Arguments) -> io::Result<Logs> {
    let folder = std::env::temp_dir().join(format!("visits-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let mut logs = Logs { folder, paths: Vec::new(), bytes: 0, expected: String::new() };
    let mut tallies: Vec<io::Result<Tally>> = Vec::new();
    for number in 1..=arguments.days {
        let bytes = arguments.megabytes * 1_000_000 / u64::from(arguments.days);
        let day = Day { seed: 1, day: number, bytes };
        let path = logs.folder.join(day.file_name());
        let mut file = BufWriter::with_capacity(BLOCK, File::create_new(&path)?);
        tallies.push(Ok(day.write(&mut file)?));
        file.flush()?;
        logs.bytes += fs::metadata(&path)?.len();
        logs.paths.push(path);
        stop_if_asked()?;
    }
    let mut expected = Vec::new();
    table::write(&mut expected, &logs.paths, &tallies)?;
    logs.expected = String::from_utf8(expected).map_err(io::Error::other)?;
    Ok(logs)
}

impl Way {
    /// Goes through all logs once.
    fn go(&mut self, logs: &Logs) -> io::Result<()> {
        let begin = Instant::now();
        let Some(command) = &self.command else {
            logs.paths.iter().try_for_each(|log| read(log))?;
            self.times.push(begin.elapsed());
            return stop_if_asked();
        };
        let mut child = Command::new(&command[0]);
        child.args(&command[1..]).args(&logs.paths).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = child.spawn()?;
        let mut told = String::new();
        if let Some(mut out) = child.stdout.take() {
            out.read_to_string(&mut told)?;
        }
        let (status, memory) = wait(child.id())?;
        self.times.push(begin.elapsed());
        self.memory = self.memory.max(memory);
        stop_if_asked()?;
        if !status.success() || told != logs.expected {
            let error = format!(
                "{} ({status}) has counted\n{told}instead of\n{}",
                self.name, logs.expected
            );
            return Err(io::Error::other(error));
        }
        Ok(())
    }
}

/// Reads a log, and does nothing with it.
fn read(log: &Path) -> io::Result<()> {
    let (mut file, mut block) = (File::open(log)?, vec![0; BLOCK]);
    while file.read(&mut block)? > 0 {}
    Ok(())
}

/// Waits for a process; how it ended, and the most memory that it, or one of its children, had, in bytes.
fn wait(pid: u32) -> io::Result<(ExitStatus, u64)> {
    let mut status = 0;
    // SAFETY: a `rusage` is numbers, of which all may be zero.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both places are there to be written to; nobody else waits for this child.
        let waited = unsafe { libc::wait4(pid.cast_signed(), &mut status, 0, &mut usage) };
        if waited >= 0 {
            // Linux counts it in units of 1,024 bytes.
            return Ok((ExitStatus::from_raw(status), usage.ru_maxrss.cast_unsigned() * 1_024));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn stop_if_asked() -> io::Result<()> {
    if stop::asked() { Err(io::Error::other("stopped")) } else { Ok(()) }
}

/// The table, as the page has it.
fn in_words(ways: &mut [Way], bytes: u64) -> String {
    let mut text = format!(
        "| {} | seconds | MB a second | most memory |\n|---|---|---|---|\n",
        megabytes(bytes)
    );
    for way in ways {
        way.times.sort_unstable();
        let seconds = way.times[way.times.len() / 2].as_secs_f64();
        let speed = table::grouped((bytes as f64 / 1e6 / seconds).round() as u64);
        let memory = if way.memory == 0 { String::new() } else { megabytes(way.memory) };
        text.push_str(&format!("| {} | {seconds:.2} | {speed} | {memory} |\n", way.name));
    }
    text
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", table::grouped((bytes + 500_000) / 1_000_000))
}

/// Puts the table between the marks of the page, whole or not at all.
fn record(page: &Path, table: &str) -> io::Result<()> {
    let text = fs::read_to_string(page)?;
    let [begin, end] = MARKS.map(|mark| text.find(mark).map(|at| (at, at + mark.len())));
    let (Some((_, begin)), Some((end, _))) = (begin, end) else {
        return Err(io::Error::other(format!(
            "{} lacks one of the marks {MARKS:?}",
            page.display()
        )));
    };
    let beside = page.with_extension("md.new");
    fs::write(&beside, format!("{}\n{table}\n{}", &text[..begin], &text[end..]))?;
    fs::rename(beside, page)
}
