//! Results from outside: merged, exported, reported. What `grade` itself does is tested elsewhere.

use std::fs;

use serde_json::{Value, json};

use crate::support::Fixture;

/// A line of a results file, for an assignment with one exercise of the fixture.
fn line(student: &str, points: f64) -> Value {
    let outcome = if points == 10.0 { "pass" } else { "fail" };
    let verdict = if points == 10.0 { "PASSED" } else { "WRONG RESULT" };
    json!({
        "schema": 1,
        "assignment": {"name": "week-1", "title": "Week 1", "hash": "ab"},
        "student": {"id": student},
        "tools": {"workbook": "0.1.0", "rustc": "rustc 1.95.0"},
        "sandbox": "bubblewrap",
        "seeds": [1],
        "status": "graded",
        "points": points,
        "max": 10.0,
        "exercises": [{
            "name": "basics/add", "status": "graded", "verdict": verdict, "points": points, "max": 10.0,
            "tests": [{"name": "adds", "property": "right", "points": points, "max": 10.0, "outcome": outcome,
                "verdict": verdict, "ms": 1}],
        }],
        "sources": {},
    })
}

/// A fixture with a results file of two students.
fn graded() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("results.jsonl", &format!("{}\n{}\n", line("anna", 10.0), line("ben", 0.0)));
    fixture
}

#[test]
fn a_report_is_written_and_replaced_and_nothing_else_is() {
    let fixture = graded();
    for _ in 0..2 {
        let run = fixture.run(&["report", "results.jsonl", "--dest", "report"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let page = fixture.read("report/students/ben.html");
        assert!(page.contains("WRONG RESULT") && page.contains("0 of 10 points"), "{page}");
        assert!(fixture.read("report/index.html").contains("students/anna.html"));
        assert!(fixture.path("report/assets/player.js").is_file());
    }
    let run = fixture.run(&["report", "results.jsonl", "--dest", "exercises"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stderr.contains("not an earlier report"), "{}", run.stderr);
    assert!(fixture.path("exercises/01-basics").is_dir());
}

#[test]
fn an_export_goes_to_the_screen_or_into_a_file() {
    let fixture = graded();
    let shown = fixture.run(&["export", "csv", "results.jsonl"]);
    let written = fixture.run(&["export", "csv", "results.jsonl", "--out", "grades.csv"]);
    assert_eq!(
        (shown.code, written.code),
        (Some(0), Some(0)),
        "{}{}",
        shown.stderr,
        written.stderr
    );
    assert_eq!(shown.stdout, fixture.read("grades.csv"));
    assert_eq!(shown.stdout.lines().count(), 3, "{}", shown.stdout);
}

#[test]
fn one_student_is_named_unless_there_is_only_one() {
    let fixture = graded();
    let run = fixture.run(&["export", "gradescope", "results.jsonl"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stderr.contains("2 students; say which with --student"), "{}", run.stderr);
    let run = fixture.run(&["export", "gradescope", "results.jsonl", "--student", "anna"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(document["score"], 10.0);
    let run = fixture.run(&["export", "github", "results.jsonl", "--student", "dora"]);
    assert!(run.stderr.contains("no student \"dora\""), "{}", run.stderr);
}

#[test]
fn a_sheet_that_lacks_somebody_is_filled_all_the_same_and_says_so() {
    let fixture = graded();
    let sheet = "Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (7)\nPoints Possible,,,,,10\nA,1,,anna,S,\n";
    fixture.write("gradebook.csv", sheet);
    let arguments =
        ["export", "canvas", "results.jsonl", "--sheet", "gradebook.csv", "--column", "Week 1"];
    let run = fixture.run(&[&arguments[..], &["--out", "upload.csv"]].concat());
    assert_eq!(run.code, Some(1), "somebody's points went nowhere: {}", run.stdout);
    assert!(
        run.stderr.contains("Not in the sheet, or there more than once: ben."),
        "{}",
        run.stderr
    );
    assert!(fixture.read("upload.csv").ends_with("A,1,,anna,S,10\n"));
    assert_eq!(fixture.read("gradebook.csv"), sheet, "the download stays as it is");
}

#[test]
fn damaged_results_get_a_sentence_that_names_the_line() {
    let fixture = graded();
    let text = fixture.read("results.jsonl");
    for (damage, words) in [
        (text.trim_end().to_owned(), "the last line is cut off"),
        (text.replace("\"points\":10.0", "\"points\":11.0"), "line 1"),
        (text.replace("\"schema\":1", "\"schema\":9"), "schema 9"),
        ("{}\n".to_owned(), "no result of `grade`"),
        (String::new(), "holds no results"),
    ] {
        fixture.write("damaged.jsonl", &damage);
        let run = fixture.run(&["report", "damaged.jsonl", "--dest", "report"]);
        assert_eq!(run.code, Some(1), "{}", run.stdout);
        assert!(
            run.stderr.contains(words) && run.stderr.contains("damaged.jsonl"),
            "{}",
            run.stderr
        );
        assert!(!fixture.path("report").exists(), "nothing is written");
    }
}

#[test]
fn a_made_up_class_is_the_same_each_time_and_overwrites_nothing() {
    let fixture = Fixture::new();
    for folder in ["one", "two"] {
        let run = fixture.run(&["sample", folder, "--exercises", "basics/add", "--students", "7"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    assert_eq!(fixture.read("one.key.csv"), fixture.read("two.key.csv"));
    let students = fs::read_dir(fixture.path("one")).expect("it was written").count();
    assert_eq!(students, 7);
    let run = fixture.run(&["sample", "one", "--exercises", "basics/add"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stderr.contains("holds files"), "{}", run.stderr);
}
