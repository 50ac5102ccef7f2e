//! Teaching with the workbook: handing out, grading, and telling what came of it.
//!
//! # Layout
//!
//! - [`cli`]: what may be typed.
//! - [`assignment`]: what decides a grade; [`assign`] makes one, with what students get; [`expected`]: the tests of an
//!   exercise.
//! - [`grade`]: from submissions to results. [`intake`] reads them, [`pack`] is what they are linked with, [`sandbox`]
//!   keeps them from everything else, [`run`] compiles and tests one answer, [`review`] marks what a human should read,
//!   [`journal`] remembers; [`doctor`] says which sandbox holds.
//! - [`results`]: what came of each submission, one line of JSON each; everything below is made from it.
//! - [`export`]: the results in the formats of other programs.
//! - [`report`]: pages for each student, and for the class.
//! - [`shard`]: parts of a run, for several machines; [`jobs`] for engines that run them; [`merge`] puts them together.
//! - [`sample`]: a class that is made up, to try all this with.

mod assign;
mod assignment;
pub(crate) mod cli;
mod doctor;
mod expected;
mod export;
mod grade;
mod intake;
mod jobs;
mod journal;
mod merge;
mod pack;
mod report;
mod results;
mod review;
mod run;
mod sample;
mod sandbox;
mod shard;

use self::cli::{Command, Grade};
use crate::commands::Exit;
use crate::workspace::Workspace;

/// Does what a teacher asked for.
///
/// # Errors
/// When it cannot be done; the error is one sentence.
pub(crate) fn run(workspace: &Workspace, command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Assign(args) => assign::run(workspace, &args),
        Command::Grade { command: None, args } => grade::run(workspace, &args),
        Command::Grade { command: Some(Grade::Doctor), .. } => doctor::run(workspace),
        Command::Grade { command: Some(Grade::Pack { assignment, out }), .. } => {
            grade::pack(workspace, &assignment, &out)
        }
        Command::Grade { command: Some(Grade::Merge { parts, out }), .. } => {
            merge::run(&parts, &out)
        }
        Command::Export(export) => export::run(workspace, export),
        Command::Report { results, dest } => report::run(workspace, &results, &dest),
        Command::Jobs { engine, args } => jobs::run(workspace, engine, &args),
        Command::Sample { dest, exercises, students, seed } => {
            sample::run(workspace, &dest, &sample::Wish { exercises: &exercises, students, seed })
        }
    }
}
