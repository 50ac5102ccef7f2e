//! The same class in each sandbox that holds on this machine.

use std::collections::BTreeMap;
use std::fs;

use crate::class::{Class, answer, points};

/// Each student's status and points.
type Grades = BTreeMap<String, (String, f64)>;

/// The grades that one sandbox comes to; none if it does not hold here.
fn grades(class: &Class, level: &str) -> Option<Grades> {
    let output = class.grade().args(["--sandbox", level]).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("there is no sandbox") {
        eprintln!("{level} is not tried: {said}");
        return None;
    }
    assert!(output.status.success(), "{level}: {said}");
    let lines = class.lines();
    fs::remove_file(class.path("results.jsonl")).expect("it was there");
    let grade = |(student, line): (String, serde_json::Value)| {
        assert_eq!(line["sandbox"], level, "it is stamped into every line");
        (student, (line["status"].to_string(), points(&line)))
    };
    Some(lines.into_iter().map(grade).collect())
}

#[test]
fn every_sandbox_comes_to_the_same_grades() {
    let class = Class::new(&["locks/counter", "locks/append_log"], 60);
    for (student, counter, log) in [
        ("ann", "right/counter/mutex.rs", "src/append_log.rs"),
        ("ben", "wrong/counter/load_then_store.rs", "src/append_log.rs"),
    ] {
        class.hand_in(student, "counter", &answer(counter));
        class.hand_in(student, "append_log", &answer(log));
    }
    class.hand_in("cleo", "counter", "pub struct Counter {");
    let all: Vec<Grades> =
        ["bubblewrap", "landlock"].iter().filter_map(|level| grades(&class, level)).collect();
    let first = all.first().expect("a sandbox holds on this machine; `grade doctor` says more");
    assert!(all.iter().all(|other| other == first), "{all:?}");
    let of = |student: &str| first[student].1;
    assert_eq!(of("ann"), 20.0, "{first:?}");
    assert!(of("ben") >= 10.0 && of("ben") < 20.0, "{first:?}");
    assert_eq!(of("cleo"), 0.0, "{first:?}");
}
