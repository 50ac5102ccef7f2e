//! `cargo workbook list`: the chapters and exercises, and how far the learner is.

use interleave::Verdict;

use super::Exit;
use crate::progress::{Progress, Record};
use crate::terminal;
use crate::workspace::Workspace;

/// Prints the list.
///
/// # Errors
/// When the progress file cannot be read.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<Exit> {
    let progress = Progress::load(workspace)?;
    if workspace.chapters.is_empty() {
        println!("There are no exercises yet.");
    }
    let width = workspace.exercises().map(|exercise| exercise.id().len()).max().unwrap_or(0);
    for chapter in &workspace.chapters {
        let records: Vec<Record> =
            chapter.exercises().map(|exercise| progress.of(&exercise.id())).collect();
        let passed = records.iter().filter(|record| passes(record)).count();
        let heading = format!("{} {}", chapter.number(), chapter.title);
        println!("{}: {passed} of {} passed", terminal::bold(&heading), records.len());
        for (exercise, record) in chapter.exercises().zip(&records) {
            let mark = if passes(record) { "✓" } else { "·" };
            let entry = exercise.entry;
            println!(
                "  {mark} {:width$}  {}, {} min{}",
                exercise.id(),
                entry.title,
                entry.minutes,
                last(record)
            );
        }
    }
    Ok(Exit::Passed)
}

/// Whether the exercise passed when it was last judged.
fn passes(record: &Record) -> bool {
    record.verdict() == Some(Verdict::Passed)
}

/// The last verdict, where the mark does not say it already.
fn last(record: &Record) -> String {
    match record.verdict() {
        Some(verdict) if !passes(record) => {
            let before = if record.passed { "  passed before, now" } else { "" };
            format!("{before}  {}", terminal::verdict(verdict, 0))
        }
        _ => String::new(),
    }
}
