//! `cargo workbook reset`: the exercise's file as it was shipped; the learner's is kept beside it.

use std::fs;
use std::io::ErrorKind;

use anyhow::Context;

use super::Exit;
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{files, select, stub};

/// Writes the stub.
///
/// # Errors
/// When the exercise is unknown, or a file cannot be read or written; the learner's file is then as it was.
pub(crate) fn run(workspace: &Workspace, typed: &str) -> anyhow::Result<Exit> {
    let exercise = select::exercise(workspace, typed)?;
    let solution = exercise.solution();
    let text = fs::read_to_string(&solution)
        .with_context(|| format!("cannot read {}", solution.display()))?;
    let shipped = stub::derive(&text).with_context(|| solution.display().to_string())?;
    let path = exercise.file();
    let shown = exercise.shown(&path);
    let kept = match fs::read(&path) {
        Ok(current) if current == shipped.as_bytes() => {
            println!("{shown} is as it was shipped already.");
            return Ok(Exit::Passed);
        }
        Ok(_) => Some(
            files::keep(&path, files::KEPT)
                .with_context(|| format!("cannot keep {shown}, so it stays"))?,
        ),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
    };
    files::replace(&path, &shipped).with_context(|| format!("cannot write {shown}"))?;
    Progress::update(workspace, &exercise.id(), |record| record.restart())?;
    println!("{shown} is as it was shipped.");
    if let Some(kept) = kept {
        println!("Yours is kept as {}.", exercise.shown(&kept));
    }
    Ok(Exit::Passed)
}
