//! The workflow by which GitHub Classroom tests what students push: a step for each property, worth its points.
//!
//! A step runs the property's tests with cargo, in the student's own repository. It is feedback: a student can change
//! the workflow, and the tests beside it. Grades come from `grade`, which reads the answers and nothing else.
//!
//! <https://github.com/classroom-resources/autograding-grading-reporter> adds up what the steps say.

use anyhow::ensure;

use super::super::assignment::{Assignment, Exercise, Property};
use super::super::results::plain;
use super::decimal;
use crate::select;
use crate::workspace::Workspace;

const HEAD: &str = include_str!("workflow/classroom.yml");

/// The workflow's text.
///
/// # Errors
/// When an exercise is unknown, or its tests have names that no command line can hold.
pub(crate) fn text(workspace: &Workspace, assignment: &Assignment) -> anyhow::Result<String> {
    let mut out = HEAD.to_owned();
    let mut ids = Vec::new();
    for exercise in &assignment.exercises {
        let found = select::exercise(workspace, &exercise.name)?;
        let target = format!("-p {} --test {}", found.chapter.name(), found.entry.name);
        for property in &exercise.properties {
            let id = format!("test{}", ids.len() + 1);
            out += &step(&id, &target, exercise, property)?;
            ids.push(id);
        }
    }
    out += "      - name: Report\n        uses: classroom-resources/autograding-grading-reporter@v1\n        env:\n";
    for id in &ids {
        let name = id.to_uppercase();
        out += &format!("          {name}_RESULTS: ${{{{ steps.{id}.outputs.result }}}}\n");
    }
    Ok(out + &format!("        with:\n          runners: {}\n", ids.join(",")))
}

fn step(
    id: &str,
    target: &str,
    exercise: &Exercise,
    property: &Property,
) -> anyhow::Result<String> {
    let bare = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':')
    };
    for test in &property.tests {
        ensure!(bare(test), "{}: `{test}` is no name of a test", exercise.name);
    }
    // YAML reads a string of JSON as what it is, and the shell gets it from the environment.
    let title = serde_json::to_string(&plain(&format!("{}: {}", exercise.name, property.name)))?;
    Ok(format!(
        "      - name: {title}\n        id: {id}\n        env:\n          NAME: {title}\n        run: >-\n          \
         bash \"$RUNNER_TEMP/property\" \"$NAME\" {}\n          cargo test {target} -- --exact\n          {}\n",
        decimal(property.points),
        property.tests.join("\n          ")
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Command;

    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;

    use super::*;

    fn assignment() -> Assignment {
        let mut assignment = Assignment::new("week-3".into(), "Week 3".into(), None, 1);
        let property = |name: &str, tests: &[&str]| Property {
            name: name.into(),
            points: 2.5,
            tests: tests.iter().map(|test| (*test).into()).collect(),
        };
        assignment.exercises.push(Exercise {
            name: "locks/counter".into(),
            file: "exercises/07-locks/src/counter.rs".into(),
            needs_unsafe: false,
            properties: vec![
                property("right: \"all\"", &["a", "m::b"]),
                property("concurrent", &["c"]),
            ],
        });
        assignment
    }

    fn workspace() -> Workspace {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        Workspace::find(Some(root)).expect("the repository is a workspace")
    }

    #[test]
    fn each_property_is_a_step_and_the_reporter_hears_of_all() {
        let text = text(&workspace(), &assignment()).expect("the exercise is known");
        for line in [
            "      - name: \"locks/counter: right: \\\"all\\\"\"",
            "          bash \"$RUNNER_TEMP/property\" \"$NAME\" 2.5",
            "          cargo test -p locks --test counter -- --exact",
            "          m::b",
            "          TEST2_RESULTS: ${{ steps.test2.outputs.result }}",
            "          runners: test1,test2",
        ] {
            assert!(text.lines().any(|other| other == line), "{line} in:\n{text}");
        }
    }

    #[test]
    fn a_name_that_is_no_tests_gets_into_no_command() {
        let mut assignment = assignment();
        assignment.exercises[0].properties[0].tests[0] = "a; rm -rf /".into();
        let error = text(&workspace(), &assignment).expect_err("no test has that name");
        assert!(error.to_string().contains("no name of a test"), "{error}");
    }

    /// The script that the workflow writes, run on a command: what the reporter would be told.
    fn told(command: &str) -> serde_json::Value {
        let (_, script) = HEAD.split_once("<<'SCRIPT'\n").expect("the script begins");
        let (script, _) = script.split_once("          SCRIPT\n").expect("the script ends");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("output");
        let ran = Command::new("bash")
            .args(["-c", script, "property", "it's \"x\"", "2.5", command])
            .env("GITHUB_OUTPUT", &output)
            .output()
            .expect("there is a shell");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let line = std::fs::read_to_string(output).expect("it was written");
        let encoded = line.trim_end().strip_prefix("result=").expect("a name and a value");
        let decoded = BASE64_STANDARD.decode(encoded).expect("it is base64");
        serde_json::from_slice(&decoded).expect("it is JSON")
    }

    #[test]
    fn the_points_are_given_if_the_command_succeeds() {
        if Command::new("jq").arg("--version").output().is_err() {
            eprintln!("`jq` is missing here, so the script of the workflow is not run");
            return;
        }
        let (passed, failed) = (told("true"), told("false"));
        assert_eq!(
            (&passed["status"], &passed["tests"][0]["score"]),
            (&"pass".into(), &2.5.into())
        );
        assert_eq!((&failed["status"], &failed["tests"][0]["score"]), (&"fail".into(), &0.into()));
        for document in [passed, failed] {
            assert_eq!(document["max_score"], 2.5);
            assert_eq!(document["tests"][0]["name"], "it's \"x\"");
        }
    }
}
