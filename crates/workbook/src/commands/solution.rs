//! `cargo workbook solution`: an answer, once the learner has one.

use std::fs;

use anyhow::Context;

use super::Exit;
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{select, stub};

/// Prints the solution, if the exercise has passed or `reveal` is set.
///
/// # Errors
/// When the exercise is unknown, or its solution cannot be read.
pub(crate) fn run(workspace: &Workspace, typed: &str, reveal: bool) -> anyhow::Result<Exit> {
    let exercise = select::exercise(workspace, typed)?;
    let id = exercise.id();
    if !reveal && !Progress::load(workspace)?.of(&id).passed {
        eprintln!(
            "{id} has not passed yet. `cargo workbook hint {id}` gives a hint, `cargo workbook solution {id} --reveal` \
             shows the solution all the same."
        );
        return Ok(Exit::Failed);
    }
    let path = exercise.solution();
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    print!("{}", stub::readable(&text).with_context(|| path.display().to_string())?);
    Ok(Exit::Passed)
}
