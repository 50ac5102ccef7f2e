//! The results of grading, schema 1: JSON Lines, one line for each submission.
//!
//! A results file is the truth about a run of `grade`; CSV, JUnit, the HTML report and what else there is are made
//! from it. Its lines are sorted by the student's id, so that a run in one piece and a run in shards give the same
//! file. Unknown fields are refused: a file of a later schema is not half understood.
//!
//! Points are numbers of the assignment's own scale. Everything in `message`, `compiler`, `report` and in names may be
//! a student's words: whoever shows it escapes it.

mod file;
#[cfg(test)]
pub(crate) mod sample;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(test)]
pub(crate) use self::file::write;
pub(crate) use self::file::{Place, collect, each, read};
pub(crate) use self::words::{file_names, plain};

/// The version of what this module describes.
pub(crate) const SCHEMA: u32 = 1;

/// What came of one submission: one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submission {
    /// [`SCHEMA`].
    pub schema: u32,
    pub assignment: Assignment,
    pub student: Student,
    pub tools: Tools,
    pub sandbox: Sandbox,
    /// The seeds of the hidden runs, in the order in which they were used. Below 2^53, so that every reader of JSON
    /// keeps them.
    pub seeds: Vec<u64>,
    /// The gravest of the exercises', or why nothing of it could be graded.
    pub status: Status,
    /// One sentence where the status is not `graded`, and empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The sum of the exercises' points.
    pub points: f64,
    /// The sum of the points that the exercises can give; never 0.
    pub max: f64,
    /// Every exercise of the assignment, in its order, also those that were not handed in.
    pub exercises: Vec<Exercise>,
    /// What a human should look at, in the order of files and lines. It costs no points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<Flag>,
    /// The SHA-256 of each file that was taken from the submission, in hexadecimal, by the file's name in the
    /// assignment.
    pub sources: BTreeMap<String, String>,
}

/// Which assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assignment {
    /// As its folder is called: lower-case letters, digits and hyphens.
    pub name: String,
    /// For people.
    pub title: String,
    /// The SHA-256, in hexadecimal, of everything that decides a grade.
    pub hash: String,
}

/// Whose submission it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Student {
    /// What tells the students of a run apart: the name of the submission's folder, zip or repository, or the id that
    /// the platform gave.
    pub id: String,
    /// For people, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What else the platform calls them, by the kind of name: `canvas`, `moodle`, `gradescope`, `login`, `email`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, String>,
}

/// With what it was graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tools {
    /// The version of this program.
    pub workbook: String,
    /// What `rustc --version` says.
    pub rustc: String,
}

/// What kept the submissions from the machine, and from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sandbox {
    /// bubblewrap: namespaces of their own.
    Bubblewrap,
    /// Landlock, seccomp and limits.
    Landlock,
    /// The whole grader runs in a container that somebody else made.
    Container,
    /// Nothing: somebody said that these submissions are trusted.
    None,
}

/// How far the grading of a submission, or of one exercise of it, came. From the harmless to the grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// The tests were run; what they say is in `tests`.
    Graded,
    /// The file was not handed in.
    Missing,
    /// The compiler refuses the file.
    CompileError,
    /// The file compiles by itself, but the tests do not fit it: something public is missing, or has another type.
    ApiMismatch,
    /// What was handed in could not be taken: a damaged zip, a link, a file too large, two submissions of one student.
    Rejected,
    /// The test that fails whatever is handed in was passed: a human should look. No points.
    Forged,
    /// The grader, or its machine, failed. No judgement on the student; grade again.
    GraderError,
}

/// What came of one exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exercise {
    /// As everywhere: `locks/counter`.
    pub name: String,
    pub status: Status,
    /// The name of the verdict, as `workbook explain` lists them: of the first test that failed, in the tests' order.
    /// `DOES NOT COMPILE` for a compile error or an API mismatch; absent where nothing could be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// One sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// What the compiler said, if it refused.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compiler: String,
    pub points: f64,
    pub max: f64,
    /// Every test that the assignment expects, in its order; empty unless the status is `graded` or `forged`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<Test>,
}

/// What came of one test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    /// As the test file names it, modules included: `done::zero_jobs_are_done`.
    pub name: String,
    /// What it is about, as the assignment names it: `right`, `concurrent`, `bounded`, `no leak` ….
    pub property: String,
    pub points: f64,
    pub max: f64,
    pub outcome: Outcome,
    /// The name of the verdict; absent if the test was not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// How long it took, in milliseconds. Two runs differ in this alone.
    pub ms: u64,
    /// How many interleavings were explored.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub interleavings: u64,
    /// One sentence; empty if it passed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The failure as `interleave` reports it, in its own schema (version 1): the timeline is made from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<serde_json::Value>,
}

/// How a test ended. All but `pass` give no points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Pass,
    Fail,
    /// Stopped at the limit of time.
    Timeout,
    /// Stopped at the limit of memory.
    Memory,
    /// Stopped at the limit of output.
    Output,
    /// Ended by a signal.
    Crash,
    /// Ended without a verdict, such as by `process::exit`.
    NoVerdict,
    /// Not run, because of what tests before it did.
    NotRun,
}

/// Something in the sources that a human should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Flag {
    /// The file's name in the assignment.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Such as `unsafe`, `transmute`, `std::process`.
    pub what: String,
}

impl Submission {
    /// How the student is called where people read.
    pub(crate) fn called(&self) -> &str {
        self.student.name.as_deref().unwrap_or(&self.student.id)
    }
}

impl Sandbox {
    /// As the results file spells it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Sandbox::Bubblewrap => "bubblewrap",
            Sandbox::Landlock => "landlock",
            Sandbox::Container => "container",
            Sandbox::None => "none",
        }
    }
}

impl Status {
    /// As the results file spells it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Status::Graded => "graded",
            Status::Missing => "missing",
            Status::CompileError => "compile_error",
            Status::ApiMismatch => "api_mismatch",
            Status::Rejected => "rejected",
            Status::Forged => "forged",
            Status::GraderError => "grader_error",
        }
    }

    /// For people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Status::Graded => "graded",
            Status::Missing => "not handed in",
            Status::CompileError => "does not compile",
            Status::ApiMismatch => "does not fit the tests",
            Status::Rejected => "could not be taken",
            Status::Forged => "to be looked at by a human",
            Status::GraderError => "the grader failed; to be graded again",
        }
    }
}

impl Outcome {
    /// For people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Outcome::Pass => "passed",
            Outcome::Fail => "failed",
            Outcome::Timeout => "stopped at the limit of time",
            Outcome::Memory => "stopped at the limit of memory",
            Outcome::Output => "stopped at the limit of output",
            Outcome::Crash => "crashed",
            Outcome::NoVerdict => "ended without a verdict",
            Outcome::NotRun => "not run",
        }
    }
}

impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
