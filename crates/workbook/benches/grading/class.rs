//! A class that is made up, graded by `grade` or by `cargo test`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::watched::{Ran, run};

/// An assignment of one exercise, and submissions for it.
pub(crate) struct Class {
    place: TempDir,
    exercise: &'static str,
    /// The file that is handed in, below a submission.
    file: String,
}

impl Class {
    /// So many students. Each of them hands in something; if `own`, no two the same.
    pub(crate) fn new(exercise: &'static str, students: u32, own: bool) -> Class {
        let place = tempfile::tempdir().expect("a temporary folder");
        let mut class = Class { place, exercise, file: String::new() };
        run(class.workbook(&["assign", exercise, "--dest", "assignment"]));
        let assignment = fs::read_to_string(class.path("assignment/assignment.toml"));
        let assignment = assignment.expect("`assign` has written it");
        let file = assignment.lines().find_map(|line| line.strip_prefix("file = \""));
        class.file = file.expect("a file is taken").trim_end_matches('"').to_owned();
        let number = students.to_string();
        run(class.workbook(&["sample", "class", "--exercises", exercise, "--students", &number]));
        if own {
            for (index, folder) in class.students().iter().enumerate() {
                let path = folder.join(&class.file);
                let text =
                    fs::read_to_string(&path).or_else(|_| fs::read_to_string(class.shipped()));
                let text = format!("{}// {index}\n", text.expect("there is a starter"));
                fs::create_dir_all(path.parent().expect("a folder")).expect("it is writable");
                fs::write(path, text).expect("the folder is writable");
            }
        }
        class
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// The file as students get it.
    fn shipped(&self) -> PathBuf {
        self.path("assignment/starter").join(&self.file)
    }

    /// The folders of the submissions, in order.
    fn students(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.path("class")).expect("`sample` has made it").flatten();
        let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
        folders.sort();
        folders
    }

    /// How many texts there are.
    pub(crate) fn different(&self) -> usize {
        let texts =
            self.students().into_iter().map(|folder| fs::read(folder.join(&self.file)).ok());
        texts.collect::<BTreeSet<_>>().len()
    }

    /// The program, to be run beside the class.
    pub(crate) fn workbook(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
        command.arg("--root").arg(repository()).args(arguments).current_dir(self.place.path());
        command
    }

    /// Grades, into a file of that name.
    pub(crate) fn grade(&self, results: &str, more: &[&str]) -> Ran {
        let mut command = self.workbook(&["grade", "class", "--assignment", "assignment"]);
        command.args(["--out", results]).args(more);
        run(command)
    }

    /// Has what the starter is built from on this machine, so that nobody waits for a network.
    pub(crate) fn fetch(&self) {
        let mut cargo = cargo(&self.path("assignment/starter"));
        cargo.arg("fetch");
        run(cargo);
    }

    /// One submission, as a teacher without `grade` would have it judged: the starter with the student's file in it,
    /// in a folder of its own. How long that takes.
    pub(crate) fn cargo_test(&self, student: u32) -> Duration {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&self.path("assignment/starter"), folder.path());
        let students = self.students();
        let text = fs::read(students[student as usize % students.len()].join(&self.file));
        fs::write(folder.path().join(&self.file), text.expect("everybody hands in something"))
            .expect("the folder is writable");
        let (chapter, name) = self.exercise.split_once('/').expect("such as `locks/counter`");
        let begin = Instant::now();
        let mut cargo = cargo(folder.path());
        cargo.args(["test", "--quiet", "--package", chapter, "--test", name, "--no-fail-fast"]);
        // Many of them fail, as they should.
        cargo.stdin(Stdio::null()).output().expect("there is cargo");
        begin.elapsed()
    }

    /// Two results files that differ in the milliseconds alone.
    pub(crate) fn assert_same(&self, one: &str, other: &str) {
        let lines =
            |name| BufReader::new(File::open(self.path(name)).expect("it is there")).lines();
        let (mut one, mut other) = (lines(one), lines(other));
        loop {
            match (one.next(), other.next()) {
                (None, None) => break,
                (Some(one), Some(other)) => {
                    let [one, other] = [one, other].map(|line| without_times(&line.expect("text")));
                    assert_eq!(one, other, "a student has other results");
                }
                _ => panic!("there are more students in one of them"),
            }
        }
    }
}

/// A line of the results, with 0 for each time.
fn without_times(line: &str) -> Value {
    let mut line: Value = serde_json::from_str(line).expect("a line is JSON");
    for exercise in line["exercises"].as_array_mut().into_iter().flatten() {
        for test in exercise["tests"].as_array_mut().into_iter().flatten() {
            test["ms"] = 0.into();
        }
    }
    line
}

/// This repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Cargo as somebody types it, whatever this one was told.
fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_") && name != "CARGO_HOME" {
            cargo.env_remove(&*name);
        }
    }
    cargo
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is writable");
    for entry in fs::read_dir(from).expect("it is there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)
        } else {
            fs::copy(&from, &to).map(drop).expect("it is writable")
        }
    }
}
