//! The answers to judge, and what is expected of each.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use interleave::Verdict;

use crate::chapter::Exercise;
use crate::select;
use crate::workspace::Workspace;

/// What the first line of a wrong answer begins with; the verdict's name follows.
const HEADER: &str = "//! VERDICT: ";

/// What an answer is, and so what is expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The learner's file as shipped: NOT STARTED in every test that fails.
    Shipped,
    /// PASSED.
    Solution,
    /// Another right answer: PASSED.
    Right,
    /// A wrong answer: refused with the verdict in its first line.
    Wrong,
}

/// One answer file.
#[derive(Debug)]
pub(crate) struct Answer<'w> {
    pub exercise: Exercise<'w>,
    pub kind: Kind,
    pub path: PathBuf,
    pub expected: Verdict,
}

impl fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy();
        match self.kind {
            Kind::Shipped => write!(f, "{} as shipped", self.exercise.id()),
            Kind::Solution => write!(f, "{} solution", self.exercise.id()),
            Kind::Right => write!(f, "{} right/{name}", self.exercise.id()),
            Kind::Wrong => write!(f, "{} wrong/{name}", self.exercise.id()),
        }
    }
}

/// The answers that the workspace has for an exercise.
///
/// # Errors
/// When a wrong answer does not name its verdict.
pub(crate) fn shipped<'w>(exercise: &Exercise<'w>) -> anyhow::Result<Vec<Answer<'w>>> {
    let answer = |kind, path, expected| Answer { exercise: *exercise, kind, path, expected };
    let mut answers = vec![
        answer(Kind::Shipped, exercise.file(), Verdict::NotStarted),
        answer(Kind::Solution, exercise.solution(), Verdict::Passed),
    ];
    answers.extend(in_chapter(exercise, &exercise.chapter.solutions())?);
    Ok(answers)
}

/// The answers to these exercises below `folder`, as `NN-topic/{wrong,right}/<exercise>/<name>.rs`.
///
/// # Errors
/// When there are none, a folder is no chapter's or exercise's, or a wrong answer does not name its verdict.
pub(super) fn further<'w>(
    workspace: &'w Workspace,
    exercises: &[Exercise<'w>],
    folder: &Path,
) -> anyhow::Result<Vec<Answer<'w>>> {
    let mut answers = Vec::new();
    for chapter in subfolders(folder)? {
        let name = chapter.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for exercise in unknown_checked(workspace, &name, &chapter)? {
            if exercises.iter().any(|chosen| chosen.id() == exercise.id()) {
                answers.extend(in_chapter(&exercise, &chapter)?);
            }
        }
    }
    let shape = "NN-topic/{wrong,right}/<exercise>/<name>.rs";
    ensure!(
        !answers.is_empty(),
        "{} holds no answers to these exercises; they go to {shape}",
        folder.display()
    );
    // A relative path would be looked for from the workspace's root.
    for answer in &mut answers {
        answer.path = fs::canonicalize(&answer.path)?;
    }
    Ok(answers)
}

/// The exercises of the chapter with that name, once every folder in it is known to be an exercise's.
fn unknown_checked<'w>(
    workspace: &'w Workspace,
    name: &str,
    folder: &Path,
) -> anyhow::Result<Vec<Exercise<'w>>> {
    for kind in ["wrong", "right"] {
        for exercise in subfolders(&folder.join(kind))? {
            let exercise = exercise.file_name().unwrap_or_default().to_string_lossy().into_owned();
            select::exercise(workspace, &format!("{name}/{exercise}"))?;
        }
    }
    Ok(select::exercises(workspace, name)?)
}

/// The answers to one exercise in a folder that holds `wrong/` and `right/`.
fn in_chapter<'w>(exercise: &Exercise<'w>, folder: &Path) -> anyhow::Result<Vec<Answer<'w>>> {
    let mut answers = Vec::new();
    for path in files(&folder.join("right").join(&exercise.entry.name))? {
        answers.push(Answer {
            exercise: *exercise,
            kind: Kind::Right,
            path,
            expected: Verdict::Passed,
        });
    }
    for path in files(&folder.join("wrong").join(&exercise.entry.name))? {
        let expected = header(&path)?;
        answers.push(Answer { exercise: *exercise, kind: Kind::Wrong, path, expected });
    }
    Ok(answers)
}

/// The verdict that the first line names.
fn header(path: &Path) -> anyhow::Result<Verdict> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let first = text.lines().next().unwrap_or_default();
    let name = first.strip_prefix(HEADER).with_context(|| {
        format!("{}: the first line of a wrong answer says which verdict refuses it, as in `{HEADER}DEADLOCK`", path.display())
    })?;
    let verdict = Verdict::from_name(name).with_context(|| {
        format!("{}: there is no verdict `{}`; see `explain`", path.display(), name.trim())
    })?;
    ensure!(
        verdict != Verdict::Passed,
        "{}: a wrong answer cannot be expected to pass",
        path.display()
    );
    Ok(verdict)
}

/// The `.rs` files in a folder, sorted; none if there is no such folder.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let is_rust = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "rs") && path.is_file()
    };
    entries(folder).map(|paths| paths.into_iter().filter(is_rust).collect())
}

/// The folders in a folder, sorted; none if there is no such folder.
pub(super) fn subfolders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    entries(folder).map(|paths| paths.into_iter().filter(|path| path.is_dir()).collect())
}

fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
