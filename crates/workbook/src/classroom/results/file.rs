//! Reading and writing a results file, with the checks that a line can be held to by itself.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use interleave::Verdict;

use super::{Outcome, SCHEMA, Submission};
use crate::files;

/// Points are sums of decimal fractions, so equal sums may differ in their last bits.
const SAME: f64 = 1e-6;

/// Reads a results file.
///
/// # Errors
/// When it cannot be read, or a line does not hold; the line is named.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Submission>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text).with_context(|| path.display().to_string())
}

/// Reads the text of a results file.
///
/// # Errors
/// When a line does not hold, or the last one was cut off; the line is named.
fn parse(text: &str) -> anyhow::Result<Vec<Submission>> {
    ensure!(
        text.is_empty() || text.ends_with('\n'),
        "the last line is cut off; was `grade` stopped, or the file not copied whole?"
    );
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| one(line).with_context(|| format!("line {number}"))).collect()
}

fn one(line: &str) -> anyhow::Result<Submission> {
    // The version first: a later schema would be refused for its first unknown field, which helps nobody.
    #[derive(serde::Deserialize)]
    struct Version {
        schema: u32,
    }
    let version: Version = serde_json::from_str(line).context("this is no result of `grade`")?;
    ensure!(
        version.schema == SCHEMA,
        "it is of schema {}, and this program knows schema {SCHEMA}; use the `workbook` that graded it",
        version.schema
    );
    let submission: Submission =
        serde_json::from_str(line).context("this is no result of `grade`")?;
    check(&submission).with_context(|| format!("student {:?}", submission.student.id))?;
    Ok(submission)
}

/// Writes a results file, sorted by the students' ids. Whoever looks sees the old file or the new one, never a part.
///
/// # Errors
/// When a line does not hold, or the folder cannot be written to.
pub(crate) fn write(path: &Path, submissions: &[Submission]) -> anyhow::Result<()> {
    let mut sorted: Vec<&Submission> = submissions.iter().collect();
    sorted.sort_by(|a, b| a.student.id.cmp(&b.student.id));
    let mut text = String::new();
    for submission in sorted {
        check(submission).with_context(|| format!("student {:?}", submission.student.id))?;
        text += &serde_json::to_string(submission)?;
        text.push('\n');
    }
    files::replace(path, &text).with_context(|| format!("cannot write {}", path.display()))
}

/// What must hold of every line.
fn check(submission: &Submission) -> anyhow::Result<()> {
    ensure!(!submission.student.id.is_empty(), "the student has no id");
    ensure!(submission.max > 0.0, "the assignment gives no points");
    adds_up(submission.points, submission.exercises.iter().map(|exercise| exercise.points))?;
    adds_up(submission.max, submission.exercises.iter().map(|exercise| exercise.max))?;
    within(submission.points, submission.max)?;
    for exercise in &submission.exercises {
        let place = || exercise.name.clone();
        within(exercise.points, exercise.max).with_context(place)?;
        known(exercise.verdict.as_deref()).with_context(place)?;
        for test in &exercise.tests {
            let place = || format!("{}, test {}", exercise.name, test.name);
            within(test.points, test.max).with_context(place)?;
            known(test.verdict.as_deref()).with_context(place)?;
            ensure!(
                test.points == 0.0 || test.outcome == Outcome::Pass,
                "{}: {} points for a test that did not pass",
                place(),
                test.points
            );
        }
    }
    Ok(())
}

fn adds_up(sum: f64, parts: impl Iterator<Item = f64>) -> anyhow::Result<()> {
    let parts: f64 = parts.sum();
    ensure!((sum - parts).abs() < SAME, "the exercises' points add up to {parts}, not to {sum}");
    Ok(())
}

fn within(points: f64, max: f64) -> anyhow::Result<()> {
    ensure!(points >= 0.0 && points <= max + SAME, "{points} points out of {max}");
    Ok(())
}

fn known(verdict: Option<&str>) -> anyhow::Result<()> {
    match verdict {
        Some(name) if Verdict::from_name(name).is_none() => bail!("there is no verdict {name:?}"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{class, line};
    use super::*;

    fn error(change: impl FnOnce(&mut serde_json::Value)) -> String {
        let mut value = serde_json::to_value(line("anna")).expect("a line is JSON");
        change(&mut value);
        format!("{:#}", parse(&format!("{value}\n")).expect_err("this line is wrong"))
    }

    #[test]
    fn what_was_written_is_read_again_sorted_by_student() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("results.jsonl");
        let mut class = class();
        class.reverse();
        write(&path, &class).expect("the folder is writable");
        class.reverse();
        assert_eq!(read(&path).expect("it was just written"), class);
    }

    #[test]
    fn a_file_that_was_cut_off_is_refused() {
        let text = serde_json::to_string(&line("anna")).expect("a line is JSON");
        let error = parse(&text).expect_err("there is no end of the line").to_string();
        assert!(error.contains("cut off"), "{error}");
        let half = format!("{text}\n{}\n", &text[..text.len() / 2]);
        let error = format!("{:#}", parse(&half).expect_err("the second line is half a line"));
        assert!(error.starts_with("line 2: "), "{error}");
    }

    #[test]
    fn another_schema_is_named_before_anything_else_is_said() {
        let error = error(|line| {
            line["schema"] = 2.into();
            line["new"] = true.into();
        });
        assert!(error.contains("schema 2") && !error.contains("unknown field"), "{error}");
    }

    #[test]
    fn sums_points_and_verdicts_are_checked() {
        assert!(error(|line| line["points"] = 9.0.into()).contains("add up to"));
        assert!(error(|line| line["new"] = true.into()).contains("unknown field"));
        let unearned = error(|line| {
            line["exercises"][0]["tests"][1]["points"] = 1.0.into();
            line["exercises"][0]["tests"][1]["max"] = 1.0.into();
        });
        assert!(unearned.contains("did not pass"), "{unearned}");
        let verdict = error(|line| line["exercises"][0]["verdict"] = "LOST".into());
        assert!(verdict.contains("no verdict \"LOST\""), "{verdict}");
    }
}
