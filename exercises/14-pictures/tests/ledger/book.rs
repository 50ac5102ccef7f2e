//! Some records, and what a file of them must hold.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use interleave::require;
use pictures::ledger::Ledger;
use pictures::record::{Record, Records};

pub(crate) fn tower() -> Record {
    Record::new("old town/tower.png", "a tower")
}

pub(crate) fn bridge() -> Record {
    Record::new("bridge.png", "a bridge, vu d'été")
}

pub(crate) fn well() -> Record {
    Record::new("well.png", "")
}

/// A record whose path and text hold what ends a line and what divides it.
pub(crate) fn odd() -> Record {
    odd_with(b"\xff")
}

/// Another one, with a path that differs in a byte that is no UTF-8.
pub(crate) fn odder() -> Record {
    odd_with(b"\xfe")
}

fn odd_with(end: &[u8]) -> Record {
    let name = [b"tab\there\nand \\ there ", end].concat();
    Record::new(OsStr::from_bytes(&name), "first line\nsecond\tline \\x41 é")
}

/// A record that no buffer holds at once.
pub(crate) fn long() -> Record {
    Record::new("long.png", "much to say. ".repeat(5200))
}

/// These records as they stand in a file.
pub(crate) fn lines(records: &[Record]) -> Vec<u8> {
    records.iter().flat_map(Record::to_line).collect()
}

pub(crate) fn open(path: &Path) -> Ledger {
    fine(Ledger::open(path), "`open`: the folder is writable")
}

/// What a call has returned that has no reason to fail.
#[track_caller]
pub(crate) fn fine<T>(returned: io::Result<T>, call: &str) -> T {
    require!(
        returned.is_ok(),
        WrongResult,
        "{call}, and it failed: {}",
        returned.as_ref().err().map_or(String::new(), |error| error.to_string())
    );
    returned.expect("looked at above")
}

/// Appends a record, and looks at what `append` says.
#[track_caller]
pub(crate) fn append(ledger: &mut Ledger, record: &Record, new: bool, why: &str) {
    let path = record.path.display();
    let told = fine(ledger.append(record), &format!("`append` of {path:?}: {why}"));
    require!(
        told || !new,
        MessageLost,
        "`append` of {path:?} says that there is a record of this path: {why}"
    );
    require!(
        new || !told,
        DoneTwice,
        "`append` of {path:?} has written another record of this path: {why}"
    );
}

/// Looks whether `records` returns these.
pub(crate) fn reads(ledger: &mut Ledger, expected: &[Record], moment: &str) {
    let read = fine(ledger.records(), &format!("`records`: {moment}"));
    matches(&read, expected, &[], &format!("what `records` returns: {moment}"));
    require!(
        read == expected,
        WrongResult,
        "what `records` returns is not in the order of the file: {moment}. {}",
        told(&read)
    );
}

/// Looks whether the file is the lines of these records, one behind the other.
pub(crate) fn holds(path: &Path, expected: &[Record], moment: &str) {
    let found = whole(path, moment);
    matches(&found, expected, &[], &format!("the file: {moment}"));
    require!(
        found == expected,
        WrongResult,
        "the file does not have the order in which was written: {moment}. {}",
        told(&found)
    );
}

/// Looks whether the file is the lines of these records in some order, perhaps with some of `others`.
pub(crate) fn holds_all(path: &Path, expected: &[Record], others: &[Record], moment: &str) {
    matches(&whole(path, moment), expected, others, &format!("the file: {moment}"));
}

/// The records in a file that has no piece of a line at its end.
fn whole(path: &Path, moment: &str) -> Vec<Record> {
    let bytes = fs::read(path).unwrap_or_default();
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let read: Option<Vec<Record>> = lines.map(Record::from_line).collect();
    let shown: String = bytes.escape_ascii().to_string().chars().take(300).collect();
    require!(read.is_some(), TornWrite, "the file is not made of whole lines: {moment}. `{shown}`");
    read.unwrap_or_default()
}

/// Looks whether all of `expected` are there once, perhaps with some of `others`, and nothing else.
pub(crate) fn matches(found: &[Record], expected: &[Record], others: &[Record], what: &str) {
    for record in found {
        require!(
            expected.contains(record) || others.contains(record),
            TornWrite,
            "{what}. Nobody has appended this record: {}",
            told(std::slice::from_ref(record))
        );
        let times = found.iter().filter(|other| other.path == record.path).count();
        require!(
            times == 1,
            DoneTwice,
            "{what}. There are {times} records of one path: {}",
            told(found)
        );
    }
    let missing: Vec<Record> =
        expected.iter().filter(|record| !found.contains(record)).cloned().collect();
    require!(missing.is_empty(), MessageLost, "{what}. This is missing: {}", told(&missing));
}

/// Records in words.
fn told(records: &[Record]) -> String {
    let one = |record: &Record| {
        let text: String = record.text.chars().take(40).collect();
        format!("{:?}: {text:?}", record.path)
    };
    records.iter().map(one).collect::<Vec<_>>().join(", ")
}
