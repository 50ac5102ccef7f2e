//! A chapter and its exercises, as `exercises/NN-topic/exercises.toml` lists them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use interleave::Verdict;
use serde::Deserialize;

/// What `exercises.toml` says about a chapter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    title: String,
    page: String,
    #[serde(rename = "exercise", default)]
    exercises: Vec<Entry>,
}

/// What `exercises.toml` says about one exercise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The module's name, and so the name of its file and of its tests.
    pub name: String,
    /// One line for people.
    pub title: String,
    /// How long it takes a learner, about.
    pub minutes: u32,
    /// From a question to the next step.
    #[serde(default)]
    pub hints: Vec<Hint>,
}

/// One hint.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hint {
    pub text: String,
    /// The name of the verdict that this hint helps with, if it is about one.
    pub verdict: Option<String>,
}

impl Hint {
    /// Whether the hint is about that verdict.
    pub(crate) fn is_for(&self, verdict: Verdict) -> bool {
        self.verdict.as_deref().and_then(Verdict::from_name) == Some(verdict)
    }
}

/// A chapter: one folder under `exercises/`, and its twin under `solutions/`.
#[derive(Debug)]
pub(crate) struct Chapter {
    root: PathBuf,
    /// The folder's name, such as `07-locks`.
    pub folder: String,
    /// For people, such as `Locks`.
    pub title: String,
    /// The book page that teaches it, under `book/src`.
    pub page: String,
    entries: Vec<Entry>,
}

impl Chapter {
    /// Reads `exercises/<folder>/exercises.toml`.
    ///
    /// # Errors
    /// When the file cannot be read, or says something that it should not.
    pub(crate) fn load(root: &Path, folder: String) -> anyhow::Result<Chapter> {
        let path = root.join("exercises").join(&folder).join("exercises.toml");
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let listing: Listing = toml::from_str(&text)
            .with_context(|| format!("cannot understand {}", path.display()))?;
        for entry in &listing.exercises {
            ensure!(
                entry.name.starts_with(|c: char| c.is_ascii_lowercase())
                    && entry
                        .name
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
                "{}: the exercise name `{}` is no module name",
                path.display(),
                entry.name
            );
        }
        Ok(Chapter {
            root: root.to_owned(),
            folder,
            title: listing.title,
            page: listing.page,
            entries: listing.exercises,
        })
    }

    /// The folder's name without its number: `locks`.
    pub(crate) fn name(&self) -> &str {
        self.folder.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-')
    }

    /// The folder's number as it is written, such as `07`.
    pub(crate) fn number(&self) -> &str {
        self.folder.split('-').next().unwrap_or_default()
    }

    /// The name of the crate that learners write, as Rust code spells it.
    pub(crate) fn crate_name(&self) -> String {
        self.name().replace('-', "_")
    }

    /// The exercises in the order in which they are read.
    pub(crate) fn exercises(&self) -> impl Iterator<Item = Exercise<'_>> {
        self.entries.iter().map(|entry| Exercise { chapter: self, entry })
    }

    /// `exercises/07-locks`, which holds the learner's crate.
    pub(crate) fn package(&self) -> PathBuf {
        self.root.join("exercises").join(&self.folder)
    }

    /// `solutions/07-locks`.
    pub(crate) fn solutions(&self) -> PathBuf {
        self.root.join("solutions").join(&self.folder)
    }

    /// The page of the book that teaches the chapter.
    pub(crate) fn page_file(&self) -> PathBuf {
        self.root.join("book/src").join(&self.page)
    }
}

/// One exercise of a chapter, and where its files are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exercise<'a> {
    pub chapter: &'a Chapter,
    pub entry: &'a Entry,
}

impl Exercise<'_> {
    /// How it is named everywhere: `locks/counter`.
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.chapter.name(), self.entry.name)
    }

    /// The file the learner writes.
    pub(crate) fn file(&self) -> PathBuf {
        self.chapter.package().join("src").join(self.file_name())
    }

    /// The solved file, from which the learner's stub is derived.
    pub(crate) fn solution(&self) -> PathBuf {
        self.chapter.solutions().join("src").join(self.file_name())
    }

    /// The tests, which are the specification.
    pub(crate) fn tests(&self) -> PathBuf {
        self.chapter.package().join("tests").join(self.file_name())
    }

    /// `path` as it is best shown: relative to the workspace.
    pub(crate) fn shown<'p>(&self, path: &'p Path) -> std::path::Display<'p> {
        path.strip_prefix(&self.chapter.root).unwrap_or(path).display()
    }

    fn file_name(&self) -> String {
        format!("{}.rs", self.entry.name)
    }
}
