//! The results of `grade` in the formats of other programs. None of them says more than the results file does.
//!
//! - [`grades`]: a table of our own; [`canvas`], [`moodle`]: sheets that were downloaded, filled in ([`sheet`],
//!   [`roster`]).
//! - [`gradescope`], [`github`], [`exercism`]: one student, as JSON; [`junit`]: everybody, as XML.
//! - [`autograder`]: what Gradescope grades with; [`workflow`]: what GitHub Classroom tests with.
//! - [`similarity`]: the submissions themselves, for programs that compare them.

mod autograder;
mod canvas;
mod exercism;
mod github;
mod grades;
mod gradescope;
mod junit;
mod moodle;
mod roster;
mod sheet;
mod similarity;
mod workflow;

use std::fs;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::assignment::Assignment;
use super::cli::{Export, One};
use super::results::{self, Status, Submission};
use crate::commands::Exit;
use crate::files;
use crate::terminal::{count, enumerate};
use crate::workspace::Workspace;

/// Writes the results in a format.
///
/// # Errors
/// When a file cannot be read or written, or does not fit the results.
pub(crate) fn run(workspace: &Workspace, export: Export) -> anyhow::Result<Exit> {
    match export {
        Export::Csv(from) => {
            put(from.out.as_deref(), &grades::table(&of_one_assignment(&from.results)?)?)?;
        }
        Export::GradescopeZip { assignment, out } => {
            return autograder::run(workspace, &assignment, &out);
        }
        Export::GithubWorkflow { assignment, out } => {
            let text = workflow::text(workspace, &Assignment::load(&assignment)?)?;
            put(out.as_deref(), &text)?;
        }
        Export::Junit(from) => {
            put(from.out.as_deref(), &junit::xml(&results::read(&from.results)?)?)?
        }
        Export::Gradescope(one) => {
            put(one.from.out.as_deref(), &gradescope::json(&student(&one)?)?)?
        }
        Export::Github(one) => put(one.from.out.as_deref(), &github::line(&student(&one)?)?)?,
        Export::Exercism(one) => put(one.from.out.as_deref(), &exercism::json(&student(&one)?)?)?,
        Export::Canvas { sheet, column } => {
            let class = of_one_assignment(&sheet.from.results)?;
            let (text, strangers) =
                canvas::filled(sheet::Sheet::read(&sheet.sheet)?, &class, &column, sheet.scale)?;
            put(sheet.from.out.as_deref(), &text)?;
            return Ok(told(&strangers, &class));
        }
        Export::Moodle { sheet, column, feedback } => {
            let class = of_one_assignment(&sheet.from.results)?;
            let columns = moodle::Columns { grade: &column, feedback: &feedback };
            let (text, strangers) =
                moodle::filled(sheet::Sheet::read(&sheet.sheet)?, &class, columns, sheet.scale)?;
            put(sheet.from.out.as_deref(), &text)?;
            return Ok(told(&strangers, &class));
        }
        Export::Similarity { submissions, assignment, out } => {
            return similarity::run(workspace, &submissions, &assignment, &out);
        }
    }
    Ok(Exit::Passed)
}

/// Writes the text to where it shall go.
fn put(out: Option<&Path>, text: &str) -> anyhow::Result<()> {
    match out {
        None => print!("{text}"),
        Some(path) => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
            }
            files::replace(path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

/// The results of a whole class, which must be of one assignment to make a table.
fn of_one_assignment(path: &Path) -> anyhow::Result<Vec<Submission>> {
    let class = results::read(path)?;
    let Some(first) = class.first() else { bail!("{} holds no results", path.display()) };
    let other = class.iter().find(|line| line.assignment.hash != first.assignment.hash);
    ensure!(
        other.is_none(),
        "{} holds results of several assignments, or of several versions of one",
        path.display()
    );
    Ok(class)
}

/// The student that was asked for, or the only one.
fn student(one: &One) -> anyhow::Result<Submission> {
    let mut class = results::read(&one.from.results)?;
    match &one.student {
        Some(id) => class
            .into_iter()
            .find(|line| line.student.id == *id)
            .with_context(|| format!("{} holds no student {id:?}", one.from.results.display())),
        None => {
            ensure!(
                class.len() == 1,
                "{} holds {}; say which with --student",
                one.from.results.display(),
                count(class.len(), "student")
            );
            Ok(class.remove(0))
        }
    }
}

/// Says whose points went nowhere: those who are not in the sheet, and those whom nobody could grade.
fn told(strangers: &[String], class: &[Submission]) -> Exit {
    if !strangers.is_empty() {
        eprintln!("Not in the sheet, or there more than once: {}.", enumerate(strangers));
    }
    let again: Vec<String> = class
        .iter()
        .filter(|line| !has_grade(line))
        .map(|line| results::plain(&line.student.id))
        .collect();
    if !again.is_empty() {
        eprintln!(
            "Left out, since the grader failed and they must be graded again: {}.",
            enumerate(&again)
        );
    }
    Exit::of(strangers.is_empty() && again.is_empty())
}

/// Whether the points are a judgement on the student.
fn has_grade(line: &Submission) -> bool {
    line.status != Status::GraderError
}

/// Points with at most two decimals: `4.5`, `10`.
fn decimal(points: f64) -> String {
    // -0 would be written with its sign.
    let rounded = (points * 100.0).round() / 100.0 + 0.0;
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn points_have_two_decimals_at_most() {
        let written = [0.0, -0.0, 4.5, 10.0, 10.0 / 3.0, 2.0 / 3.0].map(decimal);
        assert_eq!(written, ["0", "0", "4.5", "10", "3.33", "0.67"]);
    }
}
