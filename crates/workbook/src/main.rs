//! The workbook's one program: `cargo run` opens the book, `cargo workbook check` judges an exercise.
//!
//! # Layout
//!
//! - [`cli`]: what may be typed; [`commands`]: one file for each command.
//! - [`workspace`], [`chapter`], [`manifest`], [`select`]: where the exercises are, how they are named, what they use.
//! - [`judge`]: compiles one answer against its tests, runs them, and says what came of it.
//! - [`live`]: does so at each save.
//! - [`prove`]: holds every exercise to the contract, wrong answers included.
//! - [`classroom`]: hands out exercises to a class, grades what comes back, and reports on it.
//! - [`server`]: the book on 127.0.0.1; [`book`]: builds it.
//! - [`progress`], [`stub`], [`files`]: what is remembered, what is handed out, and how files are written.
//! - [`changes`]: which files have changed; [`staging`]: a folder that is replaced whole.
//! - [`process`], [`interrupt`], [`terminal`]: child processes, Ctrl-C, and the screen.

#[cfg(not(unix))]
compile_error!(
    "the workbook runs on Linux and macOS; on Windows use WSL or the dev container (see README.md)"
);

mod book;
mod changes;
mod chapter;
mod classroom;
mod cli;
mod commands;
mod files;
mod interrupt;
mod judge;
mod live;
mod manifest;
mod parallel;
mod process;
mod progress;
mod prove;
mod select;
mod server;
mod staging;
mod stub;
mod terminal;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Exit;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // `--help` and `--version` arrive here too; clap knows which of them is an error.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage.into() } else { ExitCode::SUCCESS };
        }
    };
    interrupt::install();
    terminal::be_quiet_when_nobody_reads();
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        // What went wrong is that something was stopped half-way.
        Err(_) if interrupt::requested() => Exit::Interrupted.into(),
        Err(error) => {
            eprintln!("{error:#}");
            if error.is::<select::Unknown>() { Exit::Usage.into() } else { Exit::Failed.into() }
        }
    }
}
