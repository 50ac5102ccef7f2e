//! From an exploration to what a reader is told.
//!
//! # Layout
//! - `files`: how the source files of a run are told apart
//! - `source`: lines of source files
//! - `names`: what threads and objects are called, read off the lines that made them
//! - `pattern`: the mistake behind a failed assertion
//! - `timeline`: a recorded run with all names in place
//! - `text`: the report in a terminal
//! - `json`: the report for the book's player and other tools

mod files;
pub(crate) mod json;
mod names;
mod pattern;
mod source;
mod text;
mod timeline;

use std::fmt;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::OnceLock;

pub(crate) use names::Names;
pub use timeline::{ObjectInfo, Step, Timeline};
pub(crate) use timeline::{sources, step, waits_for};

use crate::explain::Explained;
use crate::explorer::{Phase, Searched};
use crate::kernel::{Failure, Kernel, Place, Run, Wait, mix};
use crate::search::{self, Choice, preemptions};
use crate::verdict::Verdict;

/// What an exploration found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Passed, or what is wrong.
    pub verdict: Verdict,
    /// One sentence.
    pub message: String,
    /// Who waits for what, or where it happened: one line each.
    pub details: Vec<String>,
    /// The name of the test, if it has one.
    pub test: Option<String>,
    /// Interleavings that were run.
    pub interleavings: usize,
    /// All interleavings were run, up to the order of independent steps.
    pub exhaustive: bool,
    /// All interleavings with at most so many forced switches were run.
    pub preemption_bound: Option<usize>,
    /// The part of the search that found the failure.
    pub found_by: Option<String>,
    /// For `INTERLEAVE_REPLAY`.
    pub replay: Option<String>,
    /// The recorded run, if something failed.
    pub timeline: Option<Timeline>,
    /// What the program printed in the recorded run.
    pub printed: String,
}

impl Report {
    /// A report without a run, for a test that finds out by itself what is wrong.
    pub fn new(test: Option<String>, verdict: Verdict, message: impl Into<String>) -> Report {
        Report {
            verdict,
            message: message.into(),
            details: Vec::new(),
            test,
            interleavings: 0,
            exhaustive: false,
            preemption_bound: None,
            found_by: None,
            replay: None,
            timeline: None,
            printed: String::new(),
        }
    }

    fn searched(mut self, searched: &Searched) -> Report {
        self.interleavings = searched.interleavings;
        self.exhaustive = searched.exhaustive;
        self.preemption_bound = searched.bound_done;
        self
    }

    /// Whether the program held.
    pub fn passed(&self) -> bool {
        self.verdict == Verdict::Passed
    }

    /// Fails the test with `verdict` and `message`, and shows this report's run: for a test that judges programs
    /// by exploring them itself.
    ///
    /// # Panics
    /// Always; the report is printed before.
    #[track_caller]
    pub fn fail_as(mut self, verdict: Verdict, message: impl Into<String>) -> ! {
        self.details.insert(0, format!("{}: {}", self.verdict, self.message));
        self.verdict = verdict;
        self.message = message.into();
        self.fail()
    }

    /// Fails the test with this report.
    ///
    /// # Panics
    /// Always; the report is printed before.
    pub fn fail(&self) -> ! {
        end_test(self)
    }

    /// Writes the JSON of the report where `INTERLEAVE_REPORT` asks for it, as [`Report::fail`] does before it ends the test.
    pub fn write(&self) {
        write_json(self);
    }

    /// The report for a terminal of `width` columns, with or without colour.
    pub fn text(&self, width: usize, color: bool) -> String {
        text::text(self, width, color)
    }

    /// The report for the terminal behind standard error, as wide and as colourful as that is.
    pub fn for_terminal(&self) -> String {
        let (width, color) = text::terminal();
        self.text(width, color)
    }

    /// The report as JSON, schema version 1 (see the crate's `docs/report.md`).
    pub fn to_json(&self) -> String {
        json::json(self)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(100, false))
    }
}

/// How far the search came, in words.
fn extent(searched: &Searched) -> String {
    let n = text::grouped(searched.interleavings);
    match (searched.exhaustive, searched.interleavings, searched.bound_done) {
        (true, 1, _) => "in the only interleaving there is".to_string(),
        (true, ..) => format!(
            "in every interleaving: {n} were run, the rest differ only in the order of independent steps"
        ),
        (false, _, Some(bound)) => {
            format!("in {n} interleavings: every one with {}, and others by chance", at_most(bound))
        }
        (false, _, None) => format!("in {n} interleavings; there are more"),
    }
}

pub(crate) fn of_success(test: Option<String>, searched: &Searched) -> Report {
    Report::new(test, Verdict::Passed, format!("holds {}", extent(searched))).searched(searched)
}

/// Of a search in which a failure is a result like any other.
pub(crate) fn of_endings(test: Option<String>, searched: &Searched) -> Report {
    let n = text::grouped(searched.interleavings);
    let all = if searched.exhaustive { "all there are" } else { "there are more" };
    let message = format!("ended in one of these ways in {n} interleavings; {all}");
    Report::new(test, Verdict::Passed, message).searched(searched)
}

pub(crate) fn of_failure(
    test: Option<String>,
    place: Place,
    searched: &Searched,
    failure: &Failure,
    explained: Option<Explained>,
) -> Report {
    let Some(explained) = explained else {
        let mut report = not_repeatable(test, searched);
        report
            .details
            .push(format!("the first time it was {}: {}", failure.verdict, failure.message));
        return report;
    };
    let mut report = failed(test, &explained.failure, &explained.kernel).searched(searched);
    let phase = match searched.last {
        Some((Phase::DepthFirst, Some(bound))) => {
            format!("the depth-first search with {}", at_most(bound))
        }
        Some((Phase::Pct, _)) => "the search with random priorities".to_string(),
        _ => "the random search".to_string(),
    };
    let forced = switches(preemptions(&explained.choices));
    report.found_by = Some(format!(
        "found in interleaving {} of {phase}; shown with {forced}",
        text::grouped(searched.interleavings)
    ));
    report.replay = Some(format!("{}:{}", key(place), search::encode(&explained.choices)));
    report
}

pub(crate) fn of_replay(test: Option<String>, place: Place, kernel: Kernel) -> Report {
    if kernel.strategy.diverged() {
        let message = "this replay string does not fit the program: it was changed since, or behaves differently each time";
        return Report::new(test, Verdict::NotRepeatable, message);
    }
    let mut report = match kernel.failure.clone() {
        Some(failure) => failed(test, &failure, &kernel),
        None => {
            let mut report =
                Report::new(test, Verdict::Passed, "holds in the replayed interleaving");
            report.timeline = Some(Timeline::new(&kernel, None));
            report.printed = kernel.printed.clone();
            report
        }
    };
    report.interleavings = 1;
    report.found_by = Some("replayed".to_string());
    report.replay = Some(format!("{}:{}", key(place), search::encode(&kernel.choices)));
    report
}

/// The part of a report that a recorded failing run tells.
fn failed(test: Option<String>, failure: &Failure, kernel: &Kernel) -> Report {
    let verdict = verdict(failure, kernel);
    let mut report = Report::new(test, verdict, failure.message.clone());
    report.details = details(&Names::of(kernel), failure, verdict, &kernel.waits(&[]));
    let timeline = Timeline::new(kernel, Some(failure));
    if by_assertion(verdict) {
        report.details.extend(pattern::lost_update(&timeline));
    }
    report.timeline = Some(timeline);
    report.printed = kernel.printed.clone();
    report
}

/// What an execution failed with; a stale read comes before what came of it.
pub(crate) fn verdict(failure: &Failure, kernel: &Kernel) -> Verdict {
    let stale = kernel.stale_reads > 0 && by_assertion(failure.verdict);
    if stale { Verdict::StaleRead } else { failure.verdict }
}

/// Where it happened, and who waits for what.
pub(crate) fn details(
    names: &Names,
    failure: &Failure,
    verdict: Verdict,
    waits: &[Wait],
) -> Vec<String> {
    let mut details = Vec::new();
    if verdict != failure.verdict && failure.verdict != Verdict::Panicked {
        details.push(format!("what came of it: {}", failure.verdict));
    }
    if let Some((file, line)) = &failure.place {
        details.push(format!("{}, at {file}:{line}", names.threads[failure.thread]));
    }
    if matches!(failure.verdict, Verdict::Deadlock | Verdict::ThreadLeaked) {
        details.extend(timeline::who_waits(names, waits));
    }
    details
}

/// Whether the verdict comes from an assertion about values, which a stale read may have upset.
fn by_assertion(verdict: Verdict) -> bool {
    use Verdict::*;
    matches!(
        verdict,
        Panicked | LostUpdate | CheckThenAct | TornWrite | TwoInside | WrongResult | LockLeftLocked
    )
}

pub(crate) fn not_repeatable(test: Option<String>, searched: &Searched) -> Report {
    let message = "the same schedule, run again, went another way: the code depends on something besides the schedule";
    Report::new(test, Verdict::NotRepeatable, message).searched(searched)
}

pub(crate) fn stuck(test: Option<String>, last: Option<Place>) -> Report {
    let message = "a thread has made no step for two seconds: it blocks or loops on something that is not explored";
    let mut report = Report::new(test, Verdict::BlockedOutside, message);
    if let Some(place) = last {
        report.details.push(format!("the last step was at {}:{}", place.file(), place.line()));
    }
    report
}

/// A goal that no interleaving reached, with one run as a sample.
pub(crate) fn unreachable(passed: Report, verdict: Verdict, what: &str, sample: Run) -> Report {
    let n = text::grouped(passed.interleavings);
    let mut report =
        Report { verdict, message: format!("in none of {n} interleavings {what}"), ..passed };
    if let Run::Done(kernel) = sample {
        report.timeline = Some(Timeline::new(&kernel, None));
        report
            .details
            .push("one of them, in which everyone comes in as early as possible:".to_string());
    }
    report
}

fn at_most(n: usize) -> String {
    if n == 0 { switches(0) } else { format!("at most {}", switches(n)) }
}

fn switches(n: usize) -> String {
    match n {
        0 => "no forced switch".to_string(),
        1 => "1 forced switch".to_string(),
        n => format!("{n} forced switches"),
    }
}

/// What tells one exploration of a program from another: the line that asked for it.
fn key(place: Place) -> String {
    let text = format!("{}:{}:{}", place.file(), place.line(), place.column());
    format!("{:08x}", text.bytes().fold(0, |hash, b| mix(hash, u64::from(b))) >> 32)
}

/// The choices in `INTERLEAVE_REPLAY`, if they are meant for the exploration at `place`.
///
/// # Panics
/// If the variable is no replay string.
pub(crate) fn requested_replay(place: Place) -> Option<Vec<Choice>> {
    // Asked for once: what the explored program does to its environment changes nothing.
    static REPLAY: OnceLock<Option<String>> = OnceLock::new();
    let replay = REPLAY.get_or_init(|| std::env::var("INTERLEAVE_REPLAY").ok()).as_ref()?;
    let Some((wanted, choices)) = replay.split_once(':') else {
        panic!(
            "INTERLEAVE_REPLAY: `{replay}` is no replay string; copy the whole string from the report"
        );
    };
    match search::decode(choices) {
        Ok(choices) => (wanted == key(place)).then_some(choices),
        Err(error) => panic!("INTERLEAVE_REPLAY: {error}"),
    }
}

/// Writes the report where `INTERLEAVE_REPORT` asks for it; if it failed, prints it and ends the test.
pub(crate) fn deliver(report: &Report) {
    if !report.passed() {
        end_test(report);
    }
    write_json(report);
}

fn end_test(report: &Report) -> ! {
    write_json(report);
    eprintln!("{}", report.for_terminal());
    // Not `panic!`: the report has said it all, and a backtrace would only push it off the screen.
    resume_unwind(Box::new(format!("{}: {}", report.verdict, report.message)))
}

/// Writes the report as `<INTERLEAVE_REPORT>/<test>.<k>.json`, k counting the reports of one test.
pub(crate) fn write_json(report: &Report) {
    let Some(dir) = std::env::var_os("INTERLEAVE_REPORT").map(PathBuf::from) else { return };
    let test = report.test.as_deref().unwrap_or("main").replace("::", ".");
    let result = std::fs::create_dir_all(&dir).and_then(|()| {
        let path = (1..).map(|k| dir.join(format!("{test}.{k}.json"))).find(|p| !p.exists());
        let path = path.expect("one of infinitely many names is free");
        let half = path.with_extension("json.half");
        std::fs::write(&half, report.to_json())?;
        std::fs::rename(&half, &path)
    });
    if let Err(error) = result {
        eprintln!(
            "interleave: cannot write the report into {} (INTERLEAVE_REPORT): {error}",
            dir.display()
        );
    }
}
