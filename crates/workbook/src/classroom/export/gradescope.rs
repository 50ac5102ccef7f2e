//! `results.json` as Gradescope reads it, for one student.
//!
//! <https://gradescope-autograders.readthedocs.io/en/latest/specs/>

use serde_json::{Value, json};

use super::super::results::{Exercise, Outcome, Submission};
use super::has_grade;

/// The document.
///
/// # Errors
/// None that results in memory can come to.
pub(super) fn json(line: &Submission) -> anyhow::Result<String> {
    let mut document = json!({
        "output": line.feedback(),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        // What our program printed is nothing for students.
        "stdout_visibility": "hidden",
        "extra_data": {
            "assignment": line.assignment.hash,
            "sandbox": line.sandbox,
            "status": line.status,
            "tools": line.tools,
        },
    });
    // Without a score Gradescope tells the teacher that the autograder has failed, which is then the truth.
    if has_grade(line) {
        document["score"] = line.points.into();
        let tests = line.exercises.iter().zip(1..).flat_map(|(exercise, at)| tests(exercise, at));
        document["tests"] = tests.collect();
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// An entry for each test; one for the exercise where no test was run.
fn tests(exercise: &Exercise, at: usize) -> Vec<Value> {
    if exercise.tests.is_empty() {
        let mut output = exercise.told();
        if !exercise.compiler.is_empty() {
            output += "\n\n";
            output += &super::super::results::plain(&exercise.compiler);
        }
        return vec![json!({
            "name": exercise.name,
            "number": at.to_string(),
            "score": exercise.points,
            "max_score": exercise.max,
            "status": "failed",
            "output": output,
        })];
    }
    let entry = |(test, number): (&super::super::results::Test, usize)| {
        json!({
            "name": format!("{}: {}", exercise.name, test.name),
            "number": format!("{at}.{number}"),
            "score": test.points,
            "max_score": test.max,
            "status": if test.outcome == Outcome::Pass { "passed" } else { "failed" },
            "output": test.told(),
            "tags": [test.property],
        })
    };
    exercise.tests.iter().zip(1..).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::results::Status;
    use super::super::super::results::sample::{line, refused};
    use super::*;

    fn document(line: &Submission) -> Value {
        serde_json::from_str(&json(line).expect("results make a document")).expect("it is JSON")
    }

    #[test]
    fn the_tests_add_up_to_the_score() {
        for line in
            [line("anna"), refused("ben", Status::CompileError), refused("c", Status::Forged)]
        {
            let document = document(&line);
            let tests = document["tests"].as_array().expect("a list").iter();
            let sum =
                |what: &str| tests.clone().filter_map(|test| test[what].as_f64()).sum::<f64>();
            assert_eq!(sum("score"), document["score"], "{document}");
            assert_eq!((sum("score"), sum("max_score")), (line.points, line.max));
        }
    }

    #[test]
    fn a_failure_of_the_grader_is_no_grade() {
        let document = document(&refused("dora", Status::GraderError));
        assert!(document.get("score").is_none() && document.get("tests").is_none(), "{document}");
    }

    #[test]
    fn what_students_see_is_text() {
        let document = document(&line("anna"));
        for format in ["output_format", "test_output_format", "test_name_format"] {
            assert_eq!(document[format], "text");
        }
        assert!(!document.to_string().contains("\\u001b"), "{document}");
    }
}
