//! A run that is stopped goes on, and one that is done grades what has changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::class::{Class, answer, done};

/// The results without the times, which alone differ between two runs.
fn without_times(class: &Class) -> BTreeMap<String, Value> {
    let mut lines = class.lines();
    for line in lines.values_mut() {
        for test in line["exercises"][0]["tests"].as_array_mut().into_iter().flatten() {
            test["ms"] = 0.into();
        }
    }
    lines
}

#[test]
fn a_run_that_is_killed_ends_in_the_same_results_when_it_is_started_again() {
    let class = Class::new(&["locks/counter"], 60);
    for (student, path) in [
        ("ann", "right/counter/mutex.rs"),
        ("ben", "wrong/counter/load_then_store.rs"),
        ("cleo", "wrong/counter/sixteen_bits.rs"),
        ("dora", "right/counter/rwlock.rs"),
        ("emil", "wrong/counter/two_lock_sections.rs"),
    ] {
        class.hand_in(student, "counter", &answer(path));
    }
    let journal = class.path("results.jsonl.journal");
    let mut run =
        class.grade().args(["--jobs", "1"]).stderr(Stdio::null()).spawn().expect("it runs");
    // Until it has written down one.
    let lines =
        || fs::read(&journal).map_or(0, |text| text.iter().filter(|b| **b == b'\n').count());
    while lines() == 0 && run.try_wait().expect("it is ours").is_none() {
        std::thread::yield_now();
    }
    run.kill().expect("it is ours");
    run.wait().expect("it is ours");
    assert!(!class.path("results.jsonl").exists(), "it was killed after it was done");
    // As if it had been stopped in the middle of a line.
    let mut text = fs::read(&journal).expect("it was begun");
    let before = BufReader::new(&text[..]).lines().count();
    text.extend(b"{\"schema\":1,\"assig");
    fs::write(&journal, &text).expect("the folder is writable");

    class.results();
    assert!(!journal.exists(), "the journal is left, although the run is done");
    let resumed = without_times(&class);
    assert!(before < 5, "nothing was left to do");
    fs::remove_file(class.path("results.jsonl")).expect("it is there");
    class.results();
    assert_eq!(resumed, without_times(&class));
}

#[test]
fn what_is_equal_is_judged_once_and_counts_for_everybody() {
    let class = Class::new(&["locks/counter"], 60);
    let wrong = answer("wrong/counter/load_then_store.rs");
    for student in ["ann", "ben"] {
        class.hand_in_file(student, "src/counter.rs", &wrong);
    }
    class.hand_in("cleo", "counter", &answer("right/counter/mutex.rs"));
    done(
        {
            let mut command = class.grade();
            command.args(["--jobs", "1"]);
            command
        },
        "grade",
    );
    let results = class.lines();
    // Times and all.
    assert_eq!(results["ann"]["exercises"], results["ben"]["exercises"]);
    assert_eq!(results["ben"]["student"]["id"], "ben");
    assert_eq!(results["cleo"]["points"], 10.0, "{}", results["cleo"]);
}

#[test]
fn what_has_not_changed_is_not_graded_again() {
    let class = Class::new(&["locks/counter"], 60);
    class.hand_in("ann", "counter", &answer("right/counter/mutex.rs"));
    class.hand_in("ben", "counter", &answer("wrong/counter/load_then_store.rs"));
    let first = class.results();
    class.hand_in("ben", "counter", &answer("right/counter/rwlock.rs"));
    let second = class.results();
    // The times are those of the first run.
    assert_eq!(first["ann"], second["ann"]);
    assert_eq!(second["ben"]["points"], 10.0, "{}", second["ben"]);
}
