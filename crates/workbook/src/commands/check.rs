//! `cargo workbook check`: the verdict on each exercise, and the timeline that shows it.

use std::time::Duration;

use anyhow::ensure;
use interleave::Verdict;
use serde::Serialize;

use super::Exit;
use crate::chapter::Exercise;
use crate::interrupt::Job;
use crate::judge::{AT_ONCE, Audience, Judge, Judgement, Pace, TestResult};
use crate::live::{Activity, Shown};
use crate::progress::Progress;
use crate::terminal::{self, Status, count};
use crate::workspace::Workspace;
use crate::{interrupt, parallel, select};

/// How many lines of a learner's own output are shown; the rest is counted.
const PRINTED_LINES: usize = 20;

/// What `--json` prints; version 1.
#[derive(Serialize)]
struct Document {
    version: u32,
    passed: bool,
    exercises: Vec<Judged>,
}

#[derive(Serialize)]
struct Judged {
    exercise: String,
    #[serde(flatten)]
    judgement: Judgement,
}

/// Judges the exercises meant by `target`, all of them without one.
///
/// # Errors
/// When `target` is unknown, or nothing can be compiled or run on this machine.
pub(crate) fn run(
    workspace: &Workspace,
    target: Option<&str>,
    json: bool,
    limit: Duration,
) -> anyhow::Result<Exit> {
    let exercises = match target {
        Some(typed) => select::exercises(workspace, typed)?,
        None => workspace.exercises().collect(),
    };
    ensure!(!exercises.is_empty(), "there are no exercises yet");
    let width = exercises.iter().map(|exercise| exercise.id().len()).max().unwrap_or(0);
    let status = Status::new();
    let judge =
        Judge::new(workspace, &status, if json { Audience::Other } else { Audience::Terminal })?;
    let pace = Pace { limit, at_once: AT_ONCE, until_failure: false };
    let mut document = Document { version: 1, passed: true, exercises: Vec::new() };
    let mut trouble = Ok(());
    // While one exercise's tests run, the next ones are compiled.
    parallel::in_order(
        &exercises,
        parallel::cores(),
        |_, exercise| {
            if interrupt::requested() {
                return None;
            }
            status.show(&format!("compiling {} …", exercise.id()));
            Some(judge.compile(exercise, &exercise.file(), &Job::default(), None))
        },
        |index, result| {
            let exercise = &exercises[index];
            let judged = result.map(|compiled| match compiled? {
                Ok(compiled) => {
                    status.show(&format!("running the tests of {} …", exercise.id()));
                    compiled.run(pace)
                }
                Err(refused) => Ok(refused),
            });
            let judgement = match judged {
                Some(Ok(judgement)) if !interrupt::requested() => judgement,
                Some(Err(error)) => return trouble = Err(error),
                _ => return,
            };
            document.passed &= judgement.passed();
            if let Err(error) =
                Progress::update(workspace, &exercise.id(), |r| r.judged(judgement.verdict))
            {
                eprintln!("Your progress is not remembered: {error:#}");
            }
            if !json {
                status.clear();
                print(exercise, &judgement, width);
            }
            document.exercises.push(Judged { exercise: exercise.id(), judgement });
        },
    );
    drop(status);
    if interrupt::requested() {
        return Ok(Exit::Interrupted);
    }
    trouble?;
    if json {
        println!("{}", serde_json::to_string_pretty(&document)?);
    } else {
        print_next(&document);
    }
    Ok(Exit::of(document.passed))
}

/// Prints an exercise that was judged after a save, in one line.
pub(super) fn print_line(shown: &Shown) {
    if let Some(why) = &shown.trouble {
        eprintln!("{} could not be judged: {why}", shown.id);
    } else if let (Activity::Idle, Some(seen)) = (shown.state, &shown.seen) {
        let verdict = terminal::verdict(seen.judgement.verdict, 0);
        let seconds = seen.milliseconds as f64 / 1000.0;
        println!("{}  {verdict}  {} ({seconds:.2} s)", shown.id, seen.judgement.message);
    }
}

/// Prints the verdict, and what shows it.
pub(super) fn print(exercise: &Exercise, judgement: &Judgement, width: usize) {
    let verdict = terminal::verdict(judgement.verdict, 0);
    println!("{:width$}  {verdict}  {}", exercise.id(), judgement.message);
    if judgement.verdict == Verdict::NotStarted || judgement.passed() {
        return;
    }
    if !judgement.compiler.is_empty() {
        println!("\n{}\n", judgement.compiler);
    }
    let mut failed = judgement.tests.iter().filter(|test| !test.passed());
    let Some(first) = failed.next() else { return };
    print_test(first);
    let others: Vec<String> = failed
        .map(|test| format!("    {}  {}", terminal::verdict(test.verdict, 0), test.name))
        .collect();
    if !others.is_empty() {
        println!(
            "  {} as well:\n{}\n",
            if others.len() == 1 { "This failed" } else { "These failed" },
            others.join("\n")
        );
    }
    if !judgement.not_run.is_empty() {
        println!("  Not run after that: {}\n", terminal::enumerate(&judgement.not_run));
    }
}

fn print_test(test: &TestResult) {
    // A report says so itself.
    if !test.output.starts_with("in test ") {
        println!("  {}", terminal::bold(&format!("in test {}", test.name)));
    }
    if !test.printed.is_empty() && test.verdict != Verdict::TooMuchOutput {
        let lines: Vec<&str> = test.printed.lines().collect();
        println!("\n  Your code printed:");
        for line in lines.iter().take(PRINTED_LINES) {
            println!("    {line}");
        }
        if lines.len() > PRINTED_LINES {
            println!("    … and {} more", count(lines.len() - PRINTED_LINES, "line"));
        }
    }
    if !test.output.is_empty() && test.verdict != Verdict::TooMuchOutput {
        println!("\n{}", test.output);
    }
    println!();
}

/// One line at the end: what to type next. An exercise that was tried comes before one that was not.
fn print_next(document: &Document) {
    let verdict = |judged: &&Judged| judged.judgement.verdict;
    let open: Vec<&Judged> =
        document.exercises.iter().filter(|judged| !judged.judgement.passed()).collect();
    if let Some(tried) = open.iter().find(|judged| verdict(judged) != Verdict::NotStarted) {
        let (id, verdict) = (&tried.exercise, verdict(tried).name().to_lowercase());
        println!(
            "\n`cargo workbook explain {verdict}` says what that means; `cargo workbook hint {id}` helps."
        );
    } else if let [next, rest @ ..] = open.as_slice() {
        let more =
            if rest.is_empty() { String::new() } else { format!(" ({} more to do)", rest.len()) };
        println!("\nNext: {}{more}.", next.exercise);
    } else {
        println!("\nAll passed.");
    }
}
