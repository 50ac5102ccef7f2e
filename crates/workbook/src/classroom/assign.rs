//! `cargo workbook assign`: what is handed out for some exercises.
//!
//! The folder that it makes is the teacher's. In it, `starter/` is what students get, and `starter.zip` the same in one
//! file; with `--git` the starter is a repository with one commit, as GitHub Classroom wants its template.

mod starter;

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::assignment::{Assignment, Exercise, FILE, Property};
use super::cli::AssignArgs;
use super::pack::tests_of;
use super::run::secret;
use crate::chapter;
use crate::commands::Exit;
use crate::terminal::count;
use crate::workspace::Workspace;
use crate::{files, select};

/// What an exercise gives, where the teacher says nothing else.
const POINTS: f64 = 10.0;

/// The order of properties in the file.
const PROPERTIES: [&str; 4] = ["right", "concurrent", "bounded", "no leak"];

/// Makes an assignment, or takes a changed one as it is now.
///
/// # Errors
/// When an exercise is unknown, or the folder holds something else.
pub(crate) fn run(workspace: &Workspace, args: &AssignArgs) -> anyhow::Result<Exit> {
    if let Some(folder) = &args.again {
        return again(workspace, folder, args);
    }
    let folder = args.dest.as_deref().context("name the folder to make with --dest DIR")?;
    let is_free = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    ensure!(
        is_free,
        "{} is not empty; name a new folder, or change {FILE} in it and use --again",
        folder.display()
    );
    let exercises = chosen(workspace, &args.exercises)?;
    let name = args.name.clone().unwrap_or_else(|| name_of(folder));
    let title = args.title.clone().unwrap_or_else(|| name.clone());
    let seed = u64::from_str_radix(&secret(6)?, 16)?;
    let mut assignment = Assignment::new(name, title, args.due.clone(), seed);
    for exercise in &exercises {
        let one = entry(workspace, *exercise, args.points.unwrap_or(POINTS));
        assignment.exercises.push(one.with_context(|| exercise.id())?);
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    write(workspace, &mut assignment, folder, args)
}

/// A changed assignment, handed out anew.
fn again(workspace: &Workspace, folder: &Path, args: &AssignArgs) -> anyhow::Result<Exit> {
    let mut assignment = Assignment::load(folder)?;
    for one in &assignment.exercises {
        let exercise = select::exercise(workspace, &one.name)?;
        let there: Vec<String> =
            tests_of(exercise)?.tests.into_iter().map(|test| test.name).collect();
        for test in one.properties.iter().flat_map(|property| &property.tests) {
            ensure!(
                there.contains(test),
                "{} has no test `{test}` any more; take it out of {FILE}",
                one.name
            );
        }
        for test in there {
            ensure!(
                one.worth(&test).is_some(),
                "{} has the test `{test}` now; add it to a property in {FILE}",
                one.name
            );
        }
    }
    write(workspace, &mut assignment, folder, args)
}

fn write(
    workspace: &Workspace,
    assignment: &mut Assignment,
    folder: &Path,
    args: &AssignArgs,
) -> anyhow::Result<Exit> {
    assignment.hash = assignment.hash_now(workspace)?;
    let path = folder.join(FILE);
    files::replace(&path, &assignment.text()?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Assignment::load(folder)?;
    starter::make(workspace, assignment, folder, args.git)?;
    println!(
        "{}: {}, {} points; hand out {} or the zip beside it, and keep the rest",
        path.display(),
        count(assignment.exercises.len(), "exercise"),
        assignment.points(),
        folder.join(starter::FOLDER).display()
    );
    Ok(Exit::Passed)
}

/// The exercises meant by what was typed, each once, in the order of the book.
fn chosen<'w>(
    workspace: &'w Workspace,
    typed: &[String],
) -> anyhow::Result<Vec<chapter::Exercise<'w>>> {
    ensure!(!typed.is_empty(), "name chapters (`locks`) or exercises (`locks/counter`)");
    let mut ids = Vec::new();
    for typed in typed {
        ids.extend(select::exercises(workspace, typed)?.iter().map(chapter::Exercise::id));
    }
    let found: Vec<_> =
        workspace.exercises().filter(|exercise| ids.contains(&exercise.id())).collect();
    ensure!(!found.is_empty(), "these chapters have no exercises yet");
    Ok(found)
}

/// An exercise with its tests, by property; the points are shared by the number of tests, to a tenth of a point.
fn entry(
    workspace: &Workspace,
    exercise: chapter::Exercise,
    points: f64,
) -> anyhow::Result<Exercise> {
    let tests = tests_of(exercise)?.tests;
    let mut properties: Vec<Property> = PROPERTIES
        .iter()
        .map(|name| Property {
            name: (*name).to_owned(),
            points: 0.0,
            tests: tests.iter().filter(|t| t.property() == *name).map(|t| t.name.clone()).collect(),
        })
        .filter(|property| !property.tests.is_empty())
        .collect();
    for property in &mut properties {
        let share = points * property.tests.len() as f64 / tests.len() as f64;
        property.points = (share * 10.0).round() / 10.0;
    }
    // What rounding has taken or given.
    let rest = points - properties.iter().map(|property| property.points).sum::<f64>();
    if let Some(largest) = properties.iter_mut().max_by(|a, b| a.points.total_cmp(&b.points)) {
        largest.points = ((largest.points + rest) * 10.0).round() / 10.0;
    }
    let mut answers = vec![exercise.solution()];
    let right = exercise.chapter.solutions().join("right").join(&exercise.entry.name);
    answers.extend(fs::read_dir(right).into_iter().flatten().flatten().map(|entry| entry.path()));
    let mut needs_unsafe = false;
    for answer in answers {
        let text = fs::read_to_string(&answer)
            .with_context(|| format!("cannot read {}", answer.display()))?;
        needs_unsafe |= uses_unsafe(&text);
    }
    Ok(Exercise {
        name: exercise.id(),
        file: exercise.file().strip_prefix(&workspace.root)?.display().to_string(),
        needs_unsafe,
        properties,
    })
}

/// Whether the word stands in the code of an answer, rather than in a comment.
fn uses_unsafe(text: &str) -> bool {
    super::review::flags("", text).iter().any(|flag| flag.what == "unsafe")
}

/// A name for an assignment in a folder of this name.
fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = name.chars().map(plain).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "assignment".to_owned() } else { name.to_owned() }
}
