//! What all programs that count visits have in common.
//!
//! - `arguments`: what stands on the command line
//! - `month`: the logs, how they are opened, and the progress bar
//! - `stop`: Ctrl-C
//! - `table`: what they print
//! - `generator`: logs to count

#![allow(dead_code, reason = "none of the programs needs all of it")]

pub(crate) mod arguments;
pub(crate) mod generator;
pub(crate) mod month;
pub(crate) mod stop;
pub(crate) mod table;

use std::io;
use std::process::ExitCode;

use visits_solution::log::Tally;

pub(crate) use month::Month;

/// The `main` of a program that counts: reads the command line, has `count` count each log, and prints a table.
///
/// The exit status is 0 if all logs were counted, 1 if one could not be, 2 if the command line makes no sense, and 130
/// after Ctrl-C.
pub(crate) fn main(
    about: &'static str,
    count: impl FnOnce(&Month) -> Vec<io::Result<Tally>>,
) -> ExitCode {
    if let Err(error) = stop::on_ctrl_c() {
        eprintln!("Ctrl-C will end this program at once: {error}");
    }
    let month = Month::new(arguments::counting(about));
    let tallies = count(&month);
    month.bar().finish_and_clear();
    if stop::asked() {
        eprintln!("Stopped. Nothing was changed, and there is no result.");
        return ExitCode::from(stop::STATUS);
    }
    let unread = tallies.iter().filter(|tally| tally.is_err()).count();
    if let Err(error) = table::print(&month.logs, &tallies) {
        eprintln!("The table cannot be written: {error}");
        return ExitCode::FAILURE;
    }
    if unread > 0 {
        eprintln!("{unread} of {} logs could not be counted; see above.", tallies.len());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
