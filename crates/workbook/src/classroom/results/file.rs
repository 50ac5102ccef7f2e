//! Reading and writing a results file, with the checks that a line can be held to by itself.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use interleave::Verdict;

use super::{Outcome, SCHEMA, Submission};

/// Points are sums of decimal fractions, so equal sums may differ in their last bits.
const SAME: f64 = 1e-6;

/// Where a line is in a file, in bytes: a class may be too large for the memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub begin: u64,
    pub length: u64,
}

impl Place {
    /// The line that is there.
    ///
    /// # Errors
    /// When the file cannot be read, or has become shorter.
    pub(crate) fn line(self, file: &mut File) -> anyhow::Result<Vec<u8>> {
        file.seek(SeekFrom::Start(self.begin))?;
        let mut text = Vec::new();
        file.take(self.length).read_to_end(&mut text)?;
        ensure!(text.len() as u64 == self.length, "the file was changed while it was read");
        Ok(text)
    }
}

/// Reads a results file.
///
/// # Errors
/// When it cannot be read, or a line does not hold; the line is named.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Submission>> {
    let mut found = Vec::new();
    each(path, |_, submission| {
        found.push(submission);
        Ok(())
    })?;
    Ok(found)
}

/// Reads a results file, one line at a time.
///
/// # Errors
/// As [`read`], and what `seen` says of a line.
pub(crate) fn each(
    path: &Path,
    seen: impl FnMut(Place, Submission) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(BufReader::new(file), seen).with_context(|| path.display().to_string())
}

/// Reads the text of a results file.
///
/// # Errors
/// When a line does not hold, or the last one was cut off; the line is named.
fn parse(
    mut text: impl BufRead,
    mut seen: impl FnMut(Place, Submission) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (mut begin, mut line) = (0, String::new());
    for number in 1.. {
        line.clear();
        let length = text.read_line(&mut line)? as u64;
        if length == 0 {
            break;
        }
        ensure!(
            line.ends_with('\n'),
            "the last line is cut off; was `grade` stopped, or the file not copied whole?"
        );
        if !line.trim().is_empty() {
            let submission = one(&line).with_context(|| format!("line {number}"))?;
            seen(Place { begin, length }, submission)?;
        }
        begin += length;
    }
    Ok(())
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

/// Writes a results file of lines as they are. Whoever looks sees the old file or the new one, never a part.
///
/// # Errors
/// When a line cannot be had, or the folder cannot be written to.
pub(crate) fn collect(
    path: &Path,
    lines: impl Iterator<Item = anyhow::Result<Vec<u8>>>,
) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = tempfile::Builder::new()
        .prefix("results-")
        .permissions(fs::Permissions::from_mode(0o644))
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .with_context(cannot)?;
    let mut writer = BufWriter::new(beside);
    for line in lines {
        writer.write_all(&line?).with_context(cannot)?;
    }
    let beside = writer.into_inner().map_err(|error| error.into_error()).with_context(cannot)?;
    beside.as_file().sync_all().with_context(cannot)?;
    beside.persist(path).with_context(cannot)?;
    Ok(())
}

/// Writes a results file, sorted by the students' ids.
#[cfg(test)]
pub(crate) fn write(path: &Path, submissions: &[Submission]) -> anyhow::Result<()> {
    let mut sorted: Vec<&Submission> = submissions.iter().collect();
    sorted.sort_by(|a, b| a.student.id.cmp(&b.student.id));
    let line = |submission: &Submission| -> anyhow::Result<Vec<u8>> {
        Ok((serde_json::to_string(submission)? + "\n").into_bytes())
    };
    collect(path, sorted.into_iter().map(line))
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

    /// What is said of a text that is not in order.
    fn refused(text: &str) -> String {
        format!("{:#}", parse(text.as_bytes(), |_, _| Ok(())).expect_err("this text is wrong"))
    }

    fn error(change: impl FnOnce(&mut serde_json::Value)) -> String {
        let mut value = serde_json::to_value(line("anna")).expect("a line is JSON");
        change(&mut value);
        refused(&format!("{value}\n"))
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
        let error = refused(&text);
        assert!(error.contains("cut off"), "{error}");
        let error = refused(&format!("{text}\n{}\n", &text[..text.len() / 2]));
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
