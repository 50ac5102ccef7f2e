//! `cargo workbook prove`: holds every exercise to the contract.
//!
//! - [`contract`]: what can be seen without running anything: stubs, hints, docs, pages, enough answers.
//! - [`answers`]: the answer files, and what is expected of each.
//! - [`memories`]: what the compiler remembers from one answer to the next.
//! - [`trial`]: judges one answer as often as asked, and compares.
//! - [`table`]: the summary.

mod answers;
mod contract;
mod memories;
mod table;
mod trial;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;

pub(crate) use self::answers::{Answer, Kind, shipped};
use self::memories::Memories;
use self::table::Table;
use self::trial::Trial;
use crate::chapter::Exercise;
use crate::commands::Exit;
use crate::judge::{Audience, Judge};
use crate::terminal::{Status, count};
use crate::workspace::Workspace;
use crate::{interrupt, parallel, select};

/// What is to be proved.
#[derive(Debug)]
pub(crate) struct Plan {
    /// A folder with further answers.
    pub answers: Option<PathBuf>,
    /// How often each answer is run.
    pub repeat: u32,
    /// How long each test may take, each time.
    pub limit: Duration,
}

/// Proves the exercises meant by `targets`, all without any.
///
/// # Errors
/// When a name is unknown, or nothing can be compiled or run on this machine.
pub(crate) fn run(workspace: &Workspace, targets: &[String], plan: &Plan) -> anyhow::Result<Exit> {
    let exercises = chosen(workspace, targets)?;
    ensure!(!exercises.is_empty(), "there are no exercises to prove");
    let mut answers = Vec::new();
    for exercise in &exercises {
        answers.extend(shipped(exercise)?);
    }
    if let Some(folder) = &plan.answers {
        answers.extend(answers::further(workspace, &exercises, folder)?);
    }

    let started = Instant::now();
    let status = Status::new();
    let judge = Judge::new(workspace, &status, Audience::Other)?;
    let mut table = Table::new(&exercises);
    for exercise in &exercises {
        for fault in contract::faults(exercise)? {
            table.fault(&exercise.id(), &fault);
        }
    }
    let memories = Memories::default();
    let runs = AtomicUsize::new(0);
    let mut done = 0;
    let mut trouble = Ok(());
    parallel::in_order(
        &answers,
        parallel::cores(),
        |index, answer: &Answer| {
            trial::run(&judge, &memories, answer, plan, || {
                let runs = runs.fetch_add(1, Ordering::Relaxed) + 1;
                let total = answers.len() * plan.repeat as usize;
                status.show(&format!(
                    "answer {} of {}, run {runs} of {total}: {answer}",
                    index + 1,
                    answers.len()
                ));
            })
        },
        |index, trial: anyhow::Result<Trial>| match trial {
            // It may have been cut off.
            Ok(_) if interrupt::requested() => {}
            Ok(trial) => {
                done += 1;
                table.add(&answers[index], &trial);
            }
            Err(error) => trouble = Err(error.context(answers[index].to_string())),
        },
    );
    drop(status);
    let interrupted = interrupt::requested();
    if !interrupted {
        trouble?;
    }
    print!("{table}");
    println!(
        "{}{}, each run {}, in {:.0} s",
        count(done, "answer"),
        if interrupted { format!(" of {}", answers.len()) } else { String::new() },
        if plan.repeat == 1 { "once".to_owned() } else { format!("{} times", plan.repeat) },
        started.elapsed().as_secs_f64()
    );
    Ok(if interrupted { Exit::Interrupted } else { Exit::of(table.holds()) })
}

/// The exercises meant, each once, in the order of the workspace.
fn chosen<'w>(workspace: &'w Workspace, targets: &[String]) -> anyhow::Result<Vec<Exercise<'w>>> {
    if targets.is_empty() {
        return Ok(workspace.exercises().collect());
    }
    let mut ids = Vec::new();
    for target in targets {
        ids.extend(select::exercises(workspace, target)?.iter().map(Exercise::id));
    }
    Ok(workspace.exercises().filter(|exercise| ids.contains(&exercise.id())).collect())
}
