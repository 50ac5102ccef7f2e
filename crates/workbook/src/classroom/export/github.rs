//! The result of one student as GitHub Classroom's reporter reads it: a line for the file that `$GITHUB_OUTPUT` names.
//!
//! <https://github.com/classroom-resources/autograding-grading-reporter> adds up the tests' scores.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::super::results::{Exercise, Outcome, Submission};
use super::has_grade;

/// The line.
///
/// # Errors
/// None that results in memory can come to.
pub(super) fn line(line: &Submission) -> anyhow::Result<String> {
    let document = serde_json::to_vec(&document(line))?;
    Ok(format!("result={}\n", BASE64_STANDARD.encode(document)))
}

fn document(line: &Submission) -> Value {
    let status = match (has_grade(line), line.points >= line.max) {
        (false, _) => "error",
        (true, true) => "pass",
        (true, false) => "fail",
    };
    let tests: Vec<Value> = line.exercises.iter().flat_map(tests).collect();
    json!({ "version": 1, "status": status, "max_score": line.max, "tests": tests })
}

fn tests(exercise: &Exercise) -> Vec<Value> {
    let entry = |name: String, passed: bool, score: f64, message: String, ms: u64| {
        json!({
            "name": name,
            "status": if passed { "pass" } else { "fail" },
            "score": score,
            "message": message,
            "test_code": "",
            "filename": "",
            "line_no": 0,
            "duration": ms,
        })
    };
    if exercise.tests.is_empty() {
        return vec![entry(exercise.name.clone(), false, exercise.points, exercise.told(), 0)];
    }
    let of_test = |test: &super::super::results::Test| {
        let name = format!("{}: {}", exercise.name, test.name);
        entry(name, test.outcome == Outcome::Pass, test.points, test.told(), test.ms)
    };
    exercise.tests.iter().map(of_test).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::results::Status;
    use super::super::super::results::sample::{full, line as sample, refused};
    use super::*;

    #[test]
    fn the_line_holds_the_document_and_no_line_break() {
        let text = line(&sample("anna")).expect("results make a line");
        let encoded = text.strip_prefix("result=").and_then(|rest| rest.strip_suffix('\n'));
        let encoded = encoded.expect("a name, a value, the end of the line");
        let decoded = BASE64_STANDARD.decode(encoded).expect("it is base64");
        let decoded: Value = serde_json::from_slice(&decoded).expect("it is JSON");
        assert_eq!(decoded, document(&sample("anna")));
    }

    #[test]
    fn the_scores_add_up_and_the_status_says_what_they_mean() {
        let cases = [
            (full("a"), "pass"),
            (sample("b"), "fail"),
            (refused("c", Status::CompileError), "fail"),
            (refused("d", Status::GraderError), "error"),
        ];
        for (line, status) in cases {
            let document = document(&line);
            assert_eq!(document["status"], status);
            let tests = document["tests"].as_array().expect("a list");
            let sum: f64 = tests.iter().filter_map(|test| test["score"].as_f64()).sum();
            assert_eq!((sum, document["max_score"].as_f64()), (line.points, Some(line.max)));
        }
    }
}
