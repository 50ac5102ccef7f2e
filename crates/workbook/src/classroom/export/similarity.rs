//! The submissions as Dolos and JPlag compare them: for each exercise a folder, with the starter beside them.
//!
//! Which submissions resemble each other is for these programs to say, and what it means for a human. Dolos reads
//! `info.csv` (<https://dolos.ugent.be/docs/running.html>); JPlag takes `submissions/` as its root and `base/` as its
//! base code (<https://github.com/jplag/JPlag>).

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::super::assignment::Assignment;
use super::super::intake;
use super::super::results::file_names;
use crate::commands::Exit;
use crate::staging::Staging;
use crate::terminal::{count, enumerate};
use crate::workspace::Workspace;
use crate::{select, stub};

/// Marks a folder as one of these, which the next one may replace.
const MARKER: &str = ".workbook-similarity";

/// Writes the folder `out`.
///
/// # Errors
/// When the assignment or the submissions cannot be read, or `out` holds something else than an earlier one.
pub(crate) fn run(
    workspace: &Workspace,
    submissions: &Path,
    assignment: &Path,
    out: &Path,
) -> anyhow::Result<Exit> {
    let assignment = Assignment::load(assignment)?;
    let class = intake::find(submissions)?;
    let names = file_names(class.iter().map(|one| one.student.id.as_str()));
    let staging = Staging::begin(out, MARKER, "an earlier export")?;
    let mut infos = Vec::new();
    for exercise in &assignment.exercises {
        let folder = staging.folder().join(exercise.name.replace('/', "-"));
        let found = select::exercise(workspace, &exercise.name)?;
        let solution = found.solution();
        let solution = fs::read_to_string(&solution)
            .with_context(|| format!("cannot read {}", solution.display()))?;
        let mut info = csv::Writer::from_writer(Vec::new());
        info.write_record(["filename", "full_name", "id", "exercise_id", "ignored"])?;
        let file = format!("{}.rs", found.entry.name);
        let base = format!("base/{file}");
        put(&folder.join(&base), &stub::derive(&solution)?)?;
        info.write_record([&base, "the starter", "starter", &exercise.name, "true"])?;
        infos.push((exercise, folder, file, info));
    }
    let mut left_out = Vec::new();
    for (one, name) in class.iter().zip(&names) {
        let Ok(taken) = one.take(&assignment) else {
            left_out.push(super::super::results::plain(&one.student.id));
            continue;
        };
        for (exercise, folder, file, info) in &mut infos {
            let Some(Some(text)) = taken.texts.get(&exercise.file) else { continue };
            let file = format!("submissions/{name}/{file}");
            put(&folder.join(&file), text)?;
            let called = one.student.name.as_deref().unwrap_or(&one.student.id);
            info.write_record([&file, called, &one.student.id, &exercise.name, "false"])?;
        }
    }
    for (_, folder, _, info) in infos {
        let text = String::from_utf8(info.into_inner().map_err(|error| error.into_error())?)?;
        put(&folder.join("info.csv"), &text)?;
    }
    let out = staging.done()?;
    println!(
        "{} in {}; `dolos run --language rust {}/EXERCISE/info.csv` compares them.",
        count(class.len() - left_out.len(), "submission"),
        out.display(),
        out.display()
    );
    if !left_out.is_empty() {
        eprintln!("Could not be taken: {}.", enumerate(&left_out));
    }
    Ok(Exit::of(left_out.is_empty()))
}

fn put(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}
