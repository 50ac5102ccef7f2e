//! `results.json` as Exercism's test runners write it, version 2.
//!
//! <https://exercism.org/docs/building/tooling/test-runners/interface>

use serde_json::{Value, json};

use super::super::results::{Exercise, Outcome, Submission, plain};

/// The longest output that the website shows.
const OUTPUT: usize = 500;

/// The document.
///
/// # Errors
/// None that results in memory can come to.
pub(super) fn json(line: &Submission) -> anyhow::Result<String> {
    let tests: Vec<Value> = line.exercises.iter().flat_map(tests).collect();
    let status = match (tests.is_empty(), line.points >= line.max) {
        (true, _) => "error",
        (false, true) => "pass",
        (false, false) => "fail",
    };
    // With tests, they say what is to be said.
    let message = (status == "error").then(|| message(line));
    let document = json!({ "version": 2, "status": status, "message": message, "tests": tests });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Why no test was run.
fn message(line: &Submission) -> String {
    let compiler: Vec<String> =
        line.exercises.iter().map(|exercise| plain(&exercise.compiler)).collect();
    line.feedback() + &compiler.concat()
}

fn tests(exercise: &Exercise) -> Vec<Value> {
    let entry = |test: &super::super::results::Test| {
        let status = match test.outcome {
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            _ => "error",
        };
        let message = (test.outcome != Outcome::Pass).then(|| test.told());
        let output = message.as_deref().map(|text| text.chars().take(OUTPUT).collect::<String>());
        json!({
            "name": format!("{}: {}", exercise.name, test.name),
            "status": status,
            "message": message,
            "output": output,
        })
    };
    exercise.tests.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::results::Status;
    use super::super::super::results::sample::{full, line, refused};
    use super::*;

    #[test]
    fn it_is_an_error_only_if_no_test_was_run() {
        let cases = [
            (full("a"), "pass"),
            (line("b"), "fail"),
            (refused("c", Status::CompileError), "error"),
        ];
        for (line, status) in cases {
            let document = json(&line).expect("results make a document");
            let document: Value = serde_json::from_str(&document).expect("it is JSON");
            assert_eq!(document["status"], status);
            assert_eq!(document["message"].is_string(), status == "error");
            assert_eq!(document["tests"].as_array().is_some_and(Vec::is_empty), status == "error");
        }
    }
}
