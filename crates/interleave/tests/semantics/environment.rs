//! The environment variables: replaying one interleaving, writing reports. Each runs this test binary once more.

use crate::support::full;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{Report, Verdict, thread};
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::Command;

/// The one place of this exploration, by which a replay string knows that it is meant.
fn explore_here() -> Report {
    full().explore(two_updates)
}

fn two_updates() {
    let count = AtomicUsize::new(0);
    let update = || count.store(count.load(SeqCst) + 1, SeqCst);
    thread::scope(|s| {
        s.spawn(update);
        s.spawn(update);
    });
    assert_eq!(count.into_inner(), 2, "an update was lost");
}

/// Does nothing of interest unless it is run by one of the tests below.
#[test]
fn the_child_fails_with_the_same_verdict() {
    let report = explore_here();
    assert_eq!(report.verdict, Verdict::Panicked, "{report}");
    if std::env::var_os("INTERLEAVE_REPLAY").is_some() {
        assert_eq!(report.interleavings, 1, "a replay is one interleaving");
    }
    let check = catch_unwind(|| interleave::check(two_updates));
    assert!(check.is_err(), "a failing check went through");
}

#[track_caller]
fn run_the_child(variable: &str, value: &str) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "environment::the_child_fails_with_the_same_verdict"])
        .env(variable, value)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && output.contains("1 passed"), "the child said:\n{output}");
}

#[test]
fn a_replay_string_in_the_environment_runs_that_interleaving() {
    let report = explore_here();
    assert!(report.interleavings > 1, "the replay would not differ from the search");
    run_the_child("INTERLEAVE_REPLAY", &report.replay.unwrap());
}

#[test]
fn a_replay_string_of_another_exploration_changes_nothing() {
    let replay = explore_here().replay.unwrap();
    let (_, choices) = replay.split_once(':').expect("it names its exploration");
    let elsewhere = format!("00000000:{choices}");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "environment::the_child_fails_with_the_same_verdict"])
        .env("INTERLEAVE_REPLAY", elsewhere)
        .output()
        .unwrap();
    assert!(!child.status.success(), "the child took the string for its own");
}

#[test]
fn reports_are_written_where_the_environment_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports-of-semantics");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    run_the_child("INTERLEAVE_REPORT", folder.to_str().unwrap());
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "one exploration writes one report, not {files:?}");
    let json = fs::read_to_string(&files[0]).unwrap();
    assert!(json.contains("\"verdict\":\"PANICKED\""), "the report is {json}");
}
