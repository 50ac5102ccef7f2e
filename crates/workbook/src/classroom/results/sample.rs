//! Results for tests: a class of four, with every kind of trouble in it.

use std::collections::BTreeMap;

use super::{
    Assignment, Exercise, Flag, Outcome, SCHEMA, Sandbox, Status, Student, Submission, Test, Tools,
};

/// A name that does harm wherever it is not escaped.
pub(crate) const EVIL: &str = "=cmd()|'<script>alert(1)</script>\"]]>&\u{1b}[31m\u{202e}";

/// A run of two threads that lose an update, as `interleave` reports it, with a line of somebody's in it.
pub(crate) fn report() -> serde_json::Value {
    let event = |thread: usize, text: &str| {
        serde_json::json!({"thread": thread, "text": text, "op": "loads", "object": 0,
            "file": "src/counter.rs", "line": 1})
    };
    serde_json::json!({
        "version": 1, "test": "no_visitor_is_lost", "verdict": "LOST UPDATE",
        "message": "both read 0 </script><script>alert(2)</script>", "details": ["`count` was 0"],
        "explored": {"interleavings": 7, "exhaustive": false, "preemption_bound": 2, "found_by": null},
        "replay": null, "printed": "",
        "threads": [{"name": "main"}, {"name": "anna <b>"}],
        "objects": [{"name": "count"}],
        "events": [event(0, "loads `count` → 0"), event(1, "loads `count` → 0")],
        "failed": null, "sources": {"src/counter.rs": ["// <!-- a student's line -->"]},
    })
}

fn test(name: &str, property: &str, points: f64, outcome: Outcome) -> Test {
    let passed = outcome == Outcome::Pass;
    Test {
        name: name.into(),
        property: property.into(),
        points: if passed { points } else { 0.0 },
        max: points,
        outcome,
        verdict: match outcome {
            Outcome::Pass => Some("PASSED".into()),
            Outcome::NotRun => None,
            _ => Some("LOST UPDATE".into()),
        },
        ms: 7,
        interleavings: 12,
        message: if passed { String::new() } else { EVIL.into() },
        report: (outcome == Outcome::Fail).then(report),
    }
}

fn exercise(name: &str, tests: Vec<Test>) -> Exercise {
    let failed = tests.iter().find(|test| test.outcome != Outcome::Pass);
    Exercise {
        name: name.into(),
        status: Status::Graded,
        verdict: Some(
            failed.and_then(|test| test.verdict.clone()).unwrap_or_else(|| "PASSED".into()),
        ),
        message: failed.map_or(String::new(), |test| test.message.clone()),
        compiler: String::new(),
        points: tests.iter().map(|test| test.points).sum(),
        max: tests.iter().map(|test| test.max).sum(),
        tests,
    }
}

/// A submission of two exercises: 4.5 points out of 10.
pub(crate) fn line(student: &str) -> Submission {
    let exercises = vec![
        exercise(
            "locks/counter",
            vec![
                test("no_visitor_is_lost", "concurrent", 2.5, Outcome::Pass),
                test("one_visitor_counts_one", "right", 2.5, Outcome::Fail),
            ],
        ),
        exercise(
            "locks/transfer",
            vec![
                test("money_is_kept", "right", 2.0, Outcome::Pass),
                test("a_circle_ends", "concurrent", 3.0, Outcome::NotRun),
            ],
        ),
    ];
    Submission {
        schema: SCHEMA,
        assignment: Assignment {
            name: "week-3".into(),
            title: "Week 3".into(),
            hash: "ab".repeat(32),
        },
        student: Student { id: student.into(), ..Student::default() },
        tools: Tools { workbook: "0.1.0".into(), rustc: "rustc 1.95.0".into() },
        sandbox: Sandbox::Bubblewrap,
        seeds: vec![11, 12],
        status: Status::Graded,
        message: String::new(),
        points: exercises.iter().map(|exercise| exercise.points).sum(),
        max: exercises.iter().map(|exercise| exercise.max).sum(),
        exercises,
        review: vec![Flag { file: "locks/counter.rs".into(), line: 3, what: "unsafe".into() }],
        sources: BTreeMap::from([("locks/counter.rs".into(), "cd".repeat(32))]),
    }
}

/// Nothing of it was graded.
pub(crate) fn refused(student: &str, status: Status) -> Submission {
    let mut line = line(student);
    (line.status, line.points, line.message) = (status, 0.0, EVIL.into());
    for exercise in &mut line.exercises {
        let verdict = (status == Status::CompileError).then(|| "DOES NOT COMPILE".to_owned());
        (exercise.status, exercise.points, exercise.verdict) = (status, 0.0, verdict);
        (exercise.message, exercise.compiler) = (EVIL.into(), EVIL.into());
        exercise.tests.clear();
    }
    line
}

/// Full points.
pub(crate) fn full(student: &str) -> Submission {
    let mut line = line(student);
    for exercise in &mut line.exercises {
        for test in &mut exercise.tests {
            (test.points, test.outcome) = (test.max, Outcome::Pass);
            (test.verdict, test.message, test.report) =
                (Some("PASSED".into()), String::new(), None);
        }
        (exercise.points, exercise.verdict) = (exercise.max, Some("PASSED".into()));
        exercise.message.clear();
    }
    line.points = line.max;
    line.review.clear();
    line
}

/// Five students, sorted by their ids.
pub(crate) fn class() -> Vec<Submission> {
    let mut evil = line(EVIL);
    evil.student.name = Some(EVIL.into());
    let mut dora = full("dora");
    dora.student.name = Some("Dora Öz".into());
    dora.student.aliases = BTreeMap::from([
        ("canvas".into(), "4711".into()),
        ("moodle".into(), "12".into()),
        ("email".into(), "dora@example.org".into()),
    ]);
    vec![
        evil,
        line("anna"),
        refused("ben", Status::CompileError),
        refused("cleo", Status::Rejected),
        dora,
    ]
}
