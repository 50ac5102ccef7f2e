//! Judges one answer file against its exercise's tests.
//!
//! `rustc` is called directly, so that each exercise is judged by itself: a file that does not compile costs its
//! own exercise only, and nothing waits for a whole chapter to build. Each test then runs in a process of its
//! own, so that a crash, a hang or an `exit` costs one test only and is laid at its door.
//!
//! - [`library`]: what answers are linked with, `interleave` before all.
//! - [`compile`]: from an answer file to a test program.
//! - [`run`]: from a test program to what each test did.
//! - [`verdict`]: from what a test did to what it means.

mod compile;
mod library;
mod run;
mod verdict;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use interleave::Verdict;
use serde::Serialize;
use tempfile::TempDir;

use crate::chapter::{Chapter, Exercise};
use crate::interrupt::Job;
use crate::terminal::{self, Status};
use crate::workspace::Workspace;

pub(crate) use self::compile::Compiled;
use self::library::Library;

/// How many tests of one answer run at the same time. More would slow each other down on a small machine, and
/// the time limit is meant for one that has a core.
pub(crate) const AT_ONCE: usize = 2;

/// Compiles and runs answers.
pub(crate) struct Judge {
    root: PathBuf,
    rustc: PathBuf,
    /// Where cargo builds.
    target: PathBuf,
    /// What each chapter's answers are linked with, by its folder; made when the first of them is judged.
    libraries: Mutex<BTreeMap<String, Arc<Library>>>,
    audience: Audience,
    /// Holds what is built; removed with this value.
    scratch: TempDir,
}

/// Who reads what the compiler and the reports say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Somebody at the terminal that standard output is: in its colours and at its width, if it is one.
    Terminal,
    /// A page, or a program.
    Other,
}

impl Audience {
    fn colored(self) -> bool {
        self == Audience::Terminal && terminal::colored()
    }

    /// How wide a report may be, if that is known.
    fn columns(self) -> Option<u16> {
        terminal::columns().filter(|_| self == Audience::Terminal)
    }
}

/// How the tests of one answer are run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// How long each test may take.
    pub limit: Duration,
    /// How many run at the same time.
    pub at_once: usize,
    /// Whether a failure ends it; otherwise only a test that had to be stopped does.
    pub until_failure: bool,
}

impl Pace {
    /// The same, with a limit that is no shorter.
    fn at_least(self, limit: Duration) -> Pace {
        Pace { limit: self.limit.max(limit), ..self }
    }

    /// When a test that begins now has to be over.
    fn deadline(self) -> Instant {
        Instant::now() + self.limit
    }

    /// Whether no test is begun after this result.
    fn ends_with(self, result: &TestResult) -> bool {
        result.verdict == Verdict::NeverFinished || (self.until_failure && !result.passed())
    }
}

/// What came of one answer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Judgement {
    /// Of the first test that failed, in the order of the test file.
    #[serde(serialize_with = "name_of")]
    pub verdict: Verdict,
    /// One sentence.
    pub message: String,
    /// What the compiler said, if it refused.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub compiler: String,
    /// In the order of the test file; empty if nothing could be run.
    pub tests: Vec<TestResult>,
    /// The tests that were not run because of one before them.
    pub not_run: Vec<String>,
}

/// What came of one test.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TestResult {
    pub name: String,
    #[serde(serialize_with = "name_of")]
    pub verdict: Verdict,
    /// One sentence, or the first line of the report.
    pub message: String,
    /// How many interleavings it explored.
    pub interleavings: usize,
    /// What the test printed on standard error: the report with its timeline, or the panic.
    pub output: String,
    /// What the learner's code printed on standard output.
    pub printed: String,
    /// The report as `interleave` wrote it, in its own schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<serde_json::Value>,
}

impl TestResult {
    /// Whether it found nothing wrong.
    pub(crate) fn passed(&self) -> bool {
        self.verdict == Verdict::Passed
    }
}

impl Judgement {
    /// Whether every test passed.
    pub(crate) fn passed(&self) -> bool {
        self.verdict == Verdict::Passed
    }

    /// The judgement on an answer that could not be built.
    fn does_not_compile(message: String, compiler: String) -> Judgement {
        Judgement {
            verdict: Verdict::DoesNotCompile,
            message,
            compiler,
            tests: Vec::new(),
            not_run: Vec::new(),
        }
    }

    /// The judgement on an answer whose tests did this.
    fn of(tests: Vec<TestResult>, not_run: Vec<String>) -> Judgement {
        let (verdict, message) = verdict::of_all(&tests);
        Judgement { verdict, message, compiler: String::new(), tests, not_run }
    }
}

impl Judge {
    /// Gets ready: builds `interleave` if that is needed.
    ///
    /// # Errors
    /// When `interleave` does not build, or there is no place for scratch files.
    pub(crate) fn new(
        workspace: &Workspace,
        status: &Status,
        audience: Audience,
    ) -> anyhow::Result<Judge> {
        let rustc = library::rustc(workspace)?;
        let target = workspace.target();
        let place = target.join("workbook");
        std::fs::create_dir_all(&place)
            .with_context(|| format!("cannot make {}", place.display()))?;
        let scratch = tempfile::Builder::new()
            .prefix("judge-")
            .tempdir_in(&place)
            .with_context(|| format!("cannot write to {}", place.display()))?;
        let (root, libraries) = (workspace.root.clone(), Mutex::default());
        let judge = Judge { root, rustc, target, libraries, audience, scratch };
        // One now, so that what is wrong with cargo is said before anything else.
        if let Some(chapter) = workspace.chapters.first() {
            status.show("building `interleave`, if that is needed …");
            judge.library(chapter)?;
        }
        Ok(judge)
    }

    /// Forgets the libraries whose sources have changed: they are built again when they are needed.
    pub(crate) fn refresh(&mut self) {
        let libraries = self.libraries.get_mut().unwrap_or_else(PoisonError::into_inner);
        libraries.retain(|_, library| Arc::get_mut(library).is_some_and(|one| !one.is_stale()));
    }

    /// What the chapter's answers are linked with.
    fn library(&self, chapter: &Chapter) -> anyhow::Result<Arc<Library>> {
        let mut libraries = self.libraries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = libraries.get(&chapter.folder) {
            return Ok(Arc::clone(library));
        }
        let library = Arc::new(Library::build(&self.root, &self.target, chapter)?);
        libraries.insert(chapter.folder.clone(), Arc::clone(&library));
        Ok(library)
    }

    /// An empty folder, removed with what is returned, or with the judge.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn folder(&self) -> anyhow::Result<TempDir> {
        TempDir::new_in(self.scratch.path()).context("cannot make a scratch folder")
    }

    /// Compiles `answer` as the exercise's module, together with the exercise's tests. Compiling, and later
    /// running, is part of `job`. With `memory`, a folder, what an earlier call has left there is not compiled
    /// again; an earlier answer to the same exercise makes it twice as fast, none makes it slower.
    ///
    /// # Errors
    /// The outer one when the machine fails us, such as when there is no `rustc`, or `job` is called off; the inner one
    /// is the judgement on an answer that does not compile.
    pub(crate) fn compile(
        &self,
        exercise: &Exercise,
        answer: &Path,
        job: &Job,
        memory: Option<&Path>,
    ) -> anyhow::Result<Result<Compiled, Judgement>> {
        compile::compile(self, exercise, answer, job, memory)
    }
}

/// The root of the chapter's crate with `answer` as its only exercise, which has `attribute`.
///
/// # Errors
/// When the chapter's own root cannot be read, or names a module that is not there.
pub(crate) fn crate_root_for(
    exercise: Exercise,
    answer: &Path,
    attribute: &str,
) -> anyhow::Result<String> {
    compile::crate_root(&exercise, answer, attribute)
}

/// What a test that failed says on standard error: its verdict, and one sentence. `test_file` is the name that the
/// compiler has for it.
pub(crate) fn why_it_failed(stderr: &str, test_file: &str) -> (Verdict, String) {
    verdict::of_failure(stderr, test_file)
}

fn name_of<S: serde::Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.name())
}
