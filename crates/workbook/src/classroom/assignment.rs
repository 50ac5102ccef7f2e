//! An assignment: which exercises, what they are worth, and what decides a grade, in one file that a teacher reads and
//! edits.
//!
//! ```toml
//! schema = 1
//! name = "week-3"
//! title = "Week 3: locks"
//! due = "2026-12-01 23:59"
//! hash = "…"
//! seeds = [4093]
//!
//! [[exercise]]
//! name = "locks/counter"
//! file = "exercises/07-locks/src/counter.rs"
//! unsafe = false
//!
//! [[exercise.property]]
//! name = "concurrent"
//! points = 6.0
//! tests = ["no_visitor_is_lost", "no_number_is_given_twice"]
//! ```
//!
//! A property's points are shared evenly by its tests. The seeds are the teacher's secret: the students' copy has none.

mod hash;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};

pub(crate) use self::hash::digest;
use super::results;
use crate::workspace::Workspace;

/// The name of the file in an assignment's folder.
pub(crate) const FILE: &str = "assignment.toml";

/// The version of what this module describes.
const SCHEMA: u32 = 1;

/// What is handed out, and how it is graded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assignment {
    schema: u32,
    /// Lower-case letters, digits and hyphens.
    pub name: String,
    /// For people.
    pub title: String,
    /// When it is due, in the teacher's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The SHA-256, in hexadecimal, of everything that decides a grade; it was taken when the assignment was made.
    pub hash: String,
    /// What the random parts of the tests start from. The first one is used.
    #[serde(default)]
    pub seeds: Vec<u64>,
    #[serde(default)]
    pub limits: Limits,
    #[serde(rename = "exercise", default)]
    pub exercises: Vec<Exercise>,
}

/// What a test may use. The limits are a net: a test ends by its budget of interleavings, on every machine at the same
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    /// Seconds for one test.
    pub seconds: u64,
    /// Megabytes for all processes of a test.
    pub megabytes: u64,
    /// Processes and threads at once.
    pub processes: u64,
    /// Seconds for one call of the compiler; it takes a third of one.
    pub compiler_seconds: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { seconds: 60, megabytes: 1024, processes: 256, compiler_seconds: 60 }
    }
}

impl Limits {
    /// How long one test may take.
    pub(crate) fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

/// One exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exercise {
    /// As everywhere: `locks/counter`.
    pub name: String,
    /// The file that is taken from a submission; no other is looked at.
    pub file: String,
    /// Whether the answer may use `unsafe`. One that may could forge what its tests say; it is marked for review.
    #[serde(rename = "unsafe", default)]
    pub needs_unsafe: bool,
    #[serde(rename = "property", default)]
    pub properties: Vec<Property>,
}

/// What an answer can be, with points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Property {
    /// Such as `right`, `concurrent`, `bounded`, `no leak`.
    pub name: String,
    pub points: f64,
    /// The tests that show it, by name.
    pub tests: Vec<String>,
}

/// A sum of points, to a millionth: shares such as a sixth of 5 add up to 5 again.
pub(crate) fn sum(points: impl Iterator<Item = f64>) -> f64 {
    (points.sum::<f64>() * 1e6).round() / 1e6
}

impl Exercise {
    /// The sum of its properties' points.
    pub(crate) fn points(&self) -> f64 {
        sum(self.properties.iter().map(|property| property.points))
    }

    /// The property that a test shows, and the test's share of its points.
    pub(crate) fn worth(&self, test: &str) -> Option<(&str, f64)> {
        let property = self.properties.iter().find(|p| p.tests.iter().any(|name| name == test))?;
        Some((&property.name, property.points / property.tests.len() as f64))
    }
}

impl Assignment {
    /// A new one, without exercises.
    pub(crate) fn new(name: String, title: String, due: Option<String>, seed: u64) -> Assignment {
        Assignment {
            schema: SCHEMA,
            name,
            title,
            due,
            hash: String::new(),
            seeds: vec![seed],
            limits: Limits::default(),
            exercises: Vec::new(),
        }
    }

    /// Reads the assignment in `path`, a folder or the file itself.
    ///
    /// # Errors
    /// When there is none, or it cannot be understood; the error says what to change.
    pub(crate) fn load(path: &Path) -> anyhow::Result<Assignment> {
        let path: PathBuf = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
        let text = fs::read_to_string(&path).with_context(|| {
            format!("cannot read {}; `cargo workbook assign` makes an assignment", path.display())
        })?;
        let assignment: Assignment = toml::from_str(&text)
            .with_context(|| format!("cannot understand {}", path.display()))?;
        assignment.sensible().with_context(|| format!("{} makes no sense", path.display()))?;
        Ok(assignment)
    }

    fn sensible(&self) -> anyhow::Result<()> {
        ensure!(
            self.schema == SCHEMA,
            "its schema is {}, and this program knows {SCHEMA}",
            self.schema
        );
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        ensure!(
            !self.name.is_empty() && self.name.chars().all(plain),
            "the name `{}` is not made of lower-case letters, digits and hyphens",
            self.name
        );
        ensure!(!self.exercises.is_empty(), "it has no exercises");
        ensure!(self.seeds.iter().all(|seed| *seed < 1 << 53), "a seed is below 2^53");
        ensure!(
            [
                self.limits.seconds,
                self.limits.megabytes,
                self.limits.processes,
                self.limits.compiler_seconds
            ]
            .iter()
            .all(|limit| *limit > 0),
            "a limit of 0 lets nothing run"
        );
        let mut names = BTreeSet::new();
        for exercise in &self.exercises {
            ensure!(names.insert(&exercise.name), "{} is there twice", exercise.name);
            exercise.sensible().with_context(|| exercise.name.clone())?;
        }
        ensure!(self.points() > 0.0, "it gives no points");
        Ok(())
    }

    /// The sum of its exercises' points.
    pub(crate) fn points(&self) -> f64 {
        sum(self.exercises.iter().map(Exercise::points))
    }

    /// The seed that hidden runs start from.
    pub(crate) fn seed(&self) -> u64 {
        self.seeds.first().copied().unwrap_or(1)
    }

    /// Says that what decides a grade is still what it was.
    ///
    /// # Errors
    /// When it has changed since the assignment was made.
    pub(crate) fn check_hash(&self, workspace: &Workspace) -> anyhow::Result<()> {
        if self.hash != self.hash_now(workspace)? {
            bail!(
                "what decides the grades of `{}` has changed since it was made: its points or tests, or the crates that judge; \
                 `cargo workbook assign --again DIR` takes it as it is now, and results of before are graded anew",
                self.name
            );
        }
        Ok(())
    }

    /// As a line of the results names it.
    pub(crate) fn of_results(&self) -> results::Assignment {
        results::Assignment {
            name: self.name.clone(),
            title: self.title.clone(),
            hash: self.hash.clone(),
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// When a number in it cannot be written.
    pub(crate) fn text(&self) -> anyhow::Result<String> {
        let about = "# What is handed out, and how it is graded. Change points, properties and limits as you like, then run\n\
                     # `cargo workbook assign --again DIR`: the hash is that of everything that decides a grade.\n\n";
        Ok(about.to_owned()
            + &toml::to_string_pretty(self).context("cannot write the assignment")?)
    }
}

impl Exercise {
    fn sensible(&self) -> anyhow::Result<()> {
        let mut parts = Path::new(&self.file).components();
        ensure!(
            !self.file.is_empty()
                && self.file.ends_with(".rs")
                && parts.all(|part| matches!(part, std::path::Component::Normal(_))),
            "`{}` is no path of a Rust file below the submission",
            self.file
        );
        let mut tests = BTreeSet::new();
        for property in &self.properties {
            ensure!(
                property.points.is_finite() && property.points >= 0.0,
                "`{}` has {} points",
                property.name,
                property.points
            );
            ensure!(!property.tests.is_empty(), "`{}` has no tests", property.name);
            for test in &property.tests {
                ensure!(tests.insert(test), "the test `{test}` is there twice");
            }
        }
        ensure!(!tests.is_empty(), "it has no tests");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment() -> Assignment {
        let mut assignment = Assignment::new("week-1".into(), "Week 1".into(), None, 7);
        assignment.exercises.push(Exercise {
            name: "locks/counter".into(),
            file: "exercises/07-locks/src/counter.rs".into(),
            needs_unsafe: false,
            properties: vec![Property {
                name: "right".into(),
                points: 4.0,
                tests: vec!["a".into(), "b".into()],
            }],
        });
        assignment
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let text = assignment().text().expect("it can be written");
        fs::write(folder.path().join(FILE), text).expect("the folder is writable");
        assert_eq!(Assignment::load(folder.path()).expect("it makes sense"), assignment());
    }

    #[test]
    fn a_tests_share_is_that_of_its_property() {
        let exercise = &assignment().exercises[0];
        assert_eq!(exercise.worth("b"), Some(("right", 2.0)));
        assert_eq!(exercise.worth("c"), None);
        assert_eq!(exercise.points(), 4.0);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_sentence() {
        let cases: [(&str, fn(&mut Assignment)); 6] = [
            ("lower-case", |a| a.name = "../x".into()),
            ("no exercises", |a| a.exercises.clear()),
            ("no path", |a| a.exercises[0].file = "../../etc/passwd.rs".into()),
            ("no path", |a| a.exercises[0].file = "/etc/a.rs".into()),
            ("has NaN points", |a| a.exercises[0].properties[0].points = f64::NAN),
            ("twice", |a| a.exercises[0].properties[0].tests = vec!["a".into(), "a".into()]),
        ];
        for (words, spoil) in cases {
            let mut spoilt = assignment();
            spoil(&mut spoilt);
            let error = format!("{:#}", spoilt.sensible().expect_err(words));
            assert!(error.contains(words), "instead of `{words}`: {error}");
        }
    }
}
