//! This program, started once more to do a small part of a measurement.

use std::process::{Command, exit};

/// The helper that does nothing.
pub const NOTHING: &str = "nothing";

const HELPER: &str = "--helper";

/// A command that starts this program as the helper of that name.
///
/// # Panics
/// If the system does not say where this program is.
pub fn command(name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("ask where this program is"));
    command.args([HELPER, name]);
    command
}

/// Does the helper's part and ends, if this process is one. To be called first in every `main` that measures.
pub fn answer() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(HELPER) {
        exit(if arguments.next().as_deref() == Some(NOTHING) { 0 } else { 2 });
    }
}
