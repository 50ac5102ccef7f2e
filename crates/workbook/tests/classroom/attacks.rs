//! Every attack, graded between answers that are right.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::class::{Class, answer, points};

/// The attacks on an exercise: name and text.
fn attacks(exercise: &str) -> Vec<(String, String)> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classroom/attacks").join(exercise);
    let entries = fs::read_dir(&folder).expect("there are attacks");
    let mut found: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("it is text"))
        })
        .collect();
    found.sort();
    found
}

/// Grades all attacks on an exercise, with right answers before, between and after them, and holds them to what they
/// have earned. Returns the status of each attack.
fn none_earns_more(exercise: &str, right: &[&str], seconds: u32) -> Vec<(String, String)> {
    let class = Class::new(&[&format!("locks/{exercise}")], seconds);
    let attacks = attacks(exercise);
    for (index, (name, text)) in attacks.iter().enumerate() {
        class.hand_in(name, exercise, text);
        // Submissions are graded in the order of their names.
        if index % 8 == 0 {
            let right = answer(&format!("right/{exercise}/{}.rs", right[index / 8 % right.len()]));
            class.hand_in(&format!("{name}-right"), exercise, &right);
        }
    }
    let results = class.results();
    let earned = points(&results["no_attack"]);
    let mut statuses = Vec::new();
    for (student, line) in &results {
        if student.ends_with("-right") {
            assert_eq!(points(line), 10.0, "a right answer has lost points: {line}");
            continue;
        }
        assert!(points(line) <= earned, "{student} has {} of {earned}: {line}", points(line));
        let status = line["status"].as_str().unwrap_or_default();
        assert_ne!(status, "grader_error", "{student} has stopped the grader: {line}");
        statuses.push((student.clone(), status.to_owned()));
    }
    assert_eq!(statuses.len(), attacks.len(), "a submission is not in the results");
    statuses
}

/// The status that an attack got.
fn status<'s>(statuses: &'s [(String, String)], name: &str) -> &'s str {
    statuses.iter().find(|(attack, _)| attack == name).map_or("not there", |(_, status)| status)
}

#[test]
fn an_answer_in_safe_rust_gets_no_points_by_an_attack() {
    let statuses = none_earns_more("counter", &["mutex", "rwlock", "compare_exchange"], 6);
    for (name, expected) in [
        ("answers_by_the_line", "rejected"),
        ("deeply_nested", "rejected"),
        ("liar", "api_mismatch"),
        ("includes_the_tests", "compile_error"),
        ("includes_the_solution", "compile_error"),
        ("unsafe_after_all", "compile_error"),
        ("runs_before_main", "compile_error"),
        ("uses_the_channel_crate", "compile_error"),
        ("loops_for_ever", "graded"),
    ] {
        assert_eq!(status(&statuses, name), expected, "{name}");
    }
}

#[test]
fn an_answer_with_unsafe_that_forges_is_found_by_the_test_that_must_fail() {
    let statuses = none_earns_more("spin_lock", &["tickets", "fences"], 20);
    for name in ["reads_the_secret", "forges_before_main"] {
        assert_eq!(status(&statuses, name), "forged", "{name}");
    }
}

#[test]
fn an_answer_of_several_processes_gets_no_points_by_an_attack() {
    let statuses =
        none_earns_more("file_lock", &["flock_of_nix", "open_file_description_lock"], 60);
    assert_eq!(status(&statuses, "writes_the_word"), "forged");
}

#[test]
fn what_lies_beside_the_answer_is_not_looked_at() {
    let class = Class::new(&["locks/counter"], 60);
    let wrong = answer("wrong/counter/load_then_store.rs");
    class.hand_in("alone", "counter", &wrong);
    class.hand_in("with_more", "counter", &wrong);
    let folder = class.submission("with_more");
    for (name, text) in [
        ("Cargo.toml", "[package]\nname = \"locks\"\nautotests = false\n"),
        ("build.rs", "fn main() { std::fs::write(\"tests/counter.rs\", \"\").unwrap() }"),
        ("rust-toolchain.toml", "[toolchain]\npath = \"/tmp\"\n"),
        (
            ".cargo/config.toml",
            "[target.'cfg(all())']\nrunner = \"true\"\n[build]\nrustc-wrapper = \"/bin/true\"\n",
        ),
        ("tests/counter.rs", "#[test] fn no_visitor_is_lost() {}"),
        ("src/lib.rs", "pub mod counter;"),
        ("src/main.rs", "fn main() {}"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is writable");
        fs::write(path, text).expect("the folder is writable");
    }
    let results = class.results();
    let seen = |student: &str| -> Vec<Value> {
        let tests = results[student]["exercises"][0]["tests"].as_array().expect("tests were run");
        tests.iter().map(|test| test["outcome"].clone()).collect()
    };
    assert_eq!(seen("with_more"), seen("alone"));
    assert!(points(&results["alone"]) < 10.0, "the answer is wrong: {}", results["alone"]);
}

#[test]
fn an_answer_for_the_numbers_in_a_test_is_found_out_by_other_numbers() {
    let class = Class::new(&["locks/counter"], 60);
    let right = answer("right/counter/mutex.rs");
    // Who learns is asked for 70,000 visitors.
    let made_to_fit = right.replace("*visitors += 1;", "*visitors = 70_000.min(*visitors + 1);");
    assert_ne!(made_to_fit, right);
    class.hand_in("made_to_fit", "counter", &made_to_fit);
    class.hand_in("right", "counter", &right);
    let results = class.results();
    assert_eq!(points(&results["right"]), 10.0, "{}", results["right"]);
    let tests = results["made_to_fit"]["exercises"][0]["tests"].as_array().expect("tests were run");
    let failed: Vec<&Value> = tests.iter().filter(|test| test["outcome"] != "pass").collect();
    let names: Vec<&Value> = failed.iter().map(|test| &test["name"]).collect();
    assert_eq!(names, ["a_long_day_is_counted_to_the_end"], "{failed:?}");
}
