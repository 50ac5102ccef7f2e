//! What a killed writer left at the end of the log.

use std::fs;

use forktest::Scene;
use interleave::require;
use locks::append_log::records;

use super::expected::{require_log, shown};
use super::{append, log_file, open};

pub(super) fn the_beginning_of_a_record_is_no_record(scene: &Scene) {
    let path = log_file(scene, "");
    // The last one ends in the middle of a letter.
    for half in [&b"ann: the west d"[..], "门已关好".as_bytes(), &"门已关好".as_bytes()[..8]]
    {
        let shown = shown(&String::from_utf8_lossy(half));
        for (before, whole) in [("first\n", &["first"][..]), ("\n", &[""]), ("", &[])] {
            fs::write(&path, [before.as_bytes(), half].concat()).expect("the folder is writable");
            let told = records(&path);
            let told = told.unwrap_or_else(|error| {
                panic!(
                    "the log is {before:?} and half a record, {shown}. `records` failed: {error}"
                )
            });
            require!(
                told == whole,
                TornWrite,
                "the log is {before:?} and half a record, {shown}. `records` returns {told:?}"
            );
        }
    }
}

pub(super) fn the_next_record_does_not_continue_a_half_one(scene: &Scene) {
    let path = log_file(scene, "");
    let log = open(&path);
    for record in ["ann: the west door is closed\n", "ann: 门已关好\n"] {
        for length in 1..record.len() {
            for (before, whole) in
                [("first", &["first", "last"][..]), ("门", &["门", "last"]), ("", &["", "last"])]
            {
                let half = &record.as_bytes()[..length];
                let text = [before.as_bytes(), b"\n", half].concat();
                fs::write(&path, text).expect("the folder is writable");
                append(&log, "last");
                let half = String::from_utf8_lossy(half);
                require_log(
                    &path,
                    whole,
                    &[],
                    &format!("a writer was killed when it had written {half:?}"),
                );
            }
        }
    }
}

/// Wherever the last line end stands, and however long the blocks are that are read on the way to it.
pub(super) fn a_half_record_of_any_length_is_taken_away(scene: &Scene) {
    let path = log_file(scene, "");
    let log = open(&path);
    let around = |length: usize| length - 8..=length + 1;
    let blocks = [128, 256, 512, 1000, 1024, 2048, 4096, 8192, 10_000, 16_384, 32_768, 65_536];
    for length in blocks.into_iter().flat_map(around).chain([300_000]) {
        fs::write(&path, format!("first\n{}", "x".repeat(length))).expect("the folder is writable");
        append(&log, "last");
        require_log(
            &path,
            &["first", "last"],
            &[],
            &format!("a writer was killed when it had written {length} bytes of a record"),
        );
        fs::write(&path, "x".repeat(length)).expect("the folder is writable");
        append(&log, "last");
        require_log(
            &path,
            &["last"],
            &[],
            &format!("a writer was killed when it had written {length} bytes of the first record"),
        );
    }
}
