//! What is in a log, compared with what was written.

use std::fs;
use std::path::Path;

use interleave::require;
use locks::append_log::records;

/// A record as messages show it.
pub(super) fn shown(record: &str) -> String {
    let cut: String = record.chars().take(40).collect();
    if cut == record {
        format!("{record:?}")
    } else {
        format!("{cut:?} … ({} bytes)", record.len())
    }
}

/// Each of `must` is in the log once, each of `may` at most once, and nothing else is.
#[track_caller]
pub(super) fn require_log(path: &Path, must: &[&str], may: &[&str], when: &str) {
    let text = fs::read_to_string(path).expect("a log is text");
    require!(
        text.ends_with('\n'),
        TornWrite,
        "{when}; all writers are done, and the log ends in {}",
        shown(text.lines().last().unwrap_or_default())
    );
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    for line in &lines {
        require!(
            must.contains(line) || may.contains(line),
            TornWrite,
            "{when}; now the log has a record that nobody wrote: {}",
            shown(line)
        );
    }
    for record in must.iter().chain(may) {
        let count = lines.iter().filter(|line| *line == record).count();
        require!(
            count > 0 || may.contains(record),
            MessageLost,
            "{when}; now {} is not in the log",
            shown(record)
        );
        require!(
            count < 2,
            WrongResult,
            "{when}; now {} is in the log {count} times",
            shown(record)
        );
    }
    let told = records(path).unwrap_or_else(|error| panic!("`records` failed: {error}"));
    require!(
        told == lines,
        WrongResult,
        "{when}; the file has {} lines, and `records` returns {} that are not the same",
        lines.len(),
        told.len()
    );
}
