//! The commands, one a file.

mod build;
mod check;
mod explain;
mod hint;
mod list;
mod reset;
mod serve;
mod solution;
mod watch;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::workspace::Workspace;
use crate::{classroom, prove};

/// How a command ended, as its exit status says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// What was asked for was done, or holds.
    Passed = 0,
    /// It does not hold, or could not be done.
    Failed = 1,
    /// What was typed is not understood.
    Usage = 2,
    /// Ctrl-C: 128 and the number of SIGINT, as shells have it.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

impl Exit {
    /// Passed or failed.
    pub(crate) fn of(passed: bool) -> Exit {
        if passed { Exit::Passed } else { Exit::Failed }
    }
}

/// Does what was asked for.
///
/// # Errors
/// When it cannot be done; the error is one sentence for the learner.
pub(crate) fn run(cli: Cli) -> anyhow::Result<Exit> {
    if let Some(Command::Explain { verdict }) = &cli.command {
        return explain::run(&verdict.join(" "), cli.root.as_deref());
    }
    // It lives as long as the program: threads that judge and serve look at it until the end.
    let workspace: &'static Workspace = Box::leak(Box::new(Workspace::find(cli.root.as_deref())?));
    match cli.command {
        None => serve::run(workspace, &cli.serve),
        Some(Command::Check { target, json, limit }) => {
            check::run(workspace, target.as_deref(), json, limit)
        }
        Some(Command::Watch { target, limit }) => watch::run(workspace, target.as_deref(), limit),
        Some(Command::List) => list::run(workspace),
        Some(Command::Hint { exercise }) => hint::run(workspace, exercise.as_deref()),
        Some(Command::Solution { exercise, reveal }) => solution::run(workspace, &exercise, reveal),
        Some(Command::Reset { exercise }) => reset::run(workspace, &exercise),
        Some(Command::Explain { .. }) => unreachable!("it needs no workspace and was done above"),
        Some(Command::Prove { targets, answers, repeat, limit }) => {
            let plan = prove::Plan { answers, repeat, limit };
            prove::run(workspace, &targets, &plan)
        }
        Some(Command::Build { dest }) => build::run(workspace, &dest),
        Some(Command::Classroom(command)) => classroom::run(workspace, command),
    }
}
