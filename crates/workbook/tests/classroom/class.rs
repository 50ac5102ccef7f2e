//! A class to be graded, in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// An assignment and its submissions.
pub(crate) struct Class {
    folder: TempDir,
}

/// This repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The program, to be run on this repository.
pub(crate) fn workbook(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
    command.arg("--root").arg(repository()).args(arguments).stdin(Stdio::null());
    command
}

impl Class {
    /// A class with these exercises, and so many seconds for each test.
    pub(crate) fn new(exercises: &[&str], seconds: u32) -> Class {
        Class::changed(exercises, |text| {
            text.replace("\nseconds = 60", &format!("\nseconds = {seconds}"))
                .replace("megabytes = 1024", "megabytes = 512")
                .replace("compiler_seconds = 60", "compiler_seconds = 20")
        })
    }

    /// A class with these exercises or chapters, and what `assign` gives them.
    pub(crate) fn with_usual_limits(exercises: &[&str]) -> Class {
        Class::changed(exercises, str::to_owned)
    }

    /// A class with these exercises, and an assignment that was changed. Its seed is the same each time.
    fn changed(exercises: &[&str], change: impl FnOnce(&str) -> String) -> Class {
        let class = Class { folder: tempfile::tempdir().expect("a temporary folder") };
        let dest = class.path("assignment").display().to_string();
        done(workbook(&[&["assign", "--dest", &dest], exercises].concat()), "assign");
        let file = class.path("assignment/assignment.toml");
        let text = fs::read_to_string(&file).expect("`assign` has written it");
        let (before, rest) = text.split_once("seeds = [").expect("there is a seed");
        let (_, after) = rest.split_once(']').expect("the list has an end");
        let text = format!("{before}seeds = [4093]{after}");
        fs::write(&file, change(&text)).expect("the folder is writable");
        done(workbook(&["assign", "--again", &dest]), "assign --again");
        fs::create_dir(class.path("submissions")).expect("the folder is writable");
        class
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of a student's submission, made if it is new.
    pub(crate) fn submission(&self, student: &str) -> PathBuf {
        let folder = self.path("submissions").join(student);
        fs::create_dir_all(&folder).expect("the folder is writable");
        folder
    }

    /// Hands in a text for the exercise of that name, with a line of the student's own: what is equal is judged once.
    pub(crate) fn hand_in(&self, student: &str, exercise: &str, text: &str) {
        let text = format!("{text}\n// {student}\n");
        self.hand_in_file(student, &format!("src/{exercise}.rs"), &text);
    }

    /// Hands in a file.
    pub(crate) fn hand_in_file(&self, student: &str, file: &str, text: &str) {
        let path = self.submission(student).join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is writable");
        fs::write(path, text).expect("the folder is writable");
    }

    /// The command that grades.
    pub(crate) fn grade(&self) -> Command {
        let mut command = workbook(&["grade"]);
        command.arg(self.path("submissions")).arg("--assignment").arg(self.path("assignment"));
        command.arg("--out").arg(self.path("results.jsonl"));
        command
    }

    /// Grades, and returns each student's line of the results.
    pub(crate) fn results(&self) -> BTreeMap<String, Value> {
        done(self.grade(), "grade");
        self.lines()
    }

    /// The lines of the results.
    pub(crate) fn lines(&self) -> BTreeMap<String, Value> {
        let text = fs::read_to_string(self.path("results.jsonl")).expect("there are results");
        text.lines()
            .map(|line| {
                let line: Value = serde_json::from_str(line).expect("a line is JSON");
                (line["student"]["id"].as_str().unwrap_or_default().to_owned(), line)
            })
            .collect()
    }
}

/// Runs a command that must succeed.
pub(crate) fn done(mut command: Command, what: &str) -> Output {
    let output = command.output().expect("the program runs");
    assert!(
        output.status.success(),
        "{what} ended with {}:\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// The points of a line of the results.
pub(crate) fn points(line: &Value) -> f64 {
    line["points"].as_f64().unwrap_or(f64::NAN)
}

/// The text of a solution, or of another answer to an exercise of chapter 07.
pub(crate) fn answer(path: &str) -> String {
    let path = repository().join("solutions/07-locks").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
