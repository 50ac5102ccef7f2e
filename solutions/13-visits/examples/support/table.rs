//! What a count comes to, as a table.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use visits_solution::log::Tally;

/// Prints a line for each log, and one for all of them together.
///
/// # Errors
/// If the standard output cannot be written to.
pub(crate) fn print(logs: &[PathBuf], tallies: &[io::Result<Tally>]) -> io::Result<()> {
    write(&mut io::stdout().lock(), logs, tallies)
}

/// As [`print`], to somewhere else.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write(
    out: &mut impl Write,
    logs: &[PathBuf],
    tallies: &[io::Result<Tally>],
) -> io::Result<()> {
    writeln!(out, "{:<16}{:>12}{:>12}{:>9}{:>9}", "log", "visits", "addresses", "blank", "broken")?;
    let mut together = Tally::default();
    for (log, tally) in logs.iter().zip(tallies) {
        match tally {
            Ok(tally) => {
                line(out, &name(log), tally)?;
                add(&mut together, tally);
            }
            Err(error) => writeln!(out, "{:<16}  cannot be counted: {error}", name(log))?,
        }
    }
    line(out, "together", &together)
}

/// Adds what is in `part` to `total`.
pub(crate) fn add(total: &mut Tally, part: &Tally) {
    total.visits += part.visits;
    total.blank += part.blank;
    total.broken += part.broken;
    total.addresses.extend(&part.addresses);
}

fn line(out: &mut impl Write, name: &str, tally: &Tally) -> io::Result<()> {
    let Tally { visits, blank, broken, addresses } = tally;
    let numbers = [*visits, addresses.len() as u64, *blank, *broken].map(grouped);
    let [visits, addresses, blank, broken] = numbers;
    writeln!(out, "{name:<16}{visits:>12}{addresses:>12}{blank:>9}{broken:>9}")
}

fn name(log: &Path) -> String {
    log.file_name().unwrap_or(log.as_os_str()).to_string_lossy().into_owned()
}

/// A number with a comma before each three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
