//! From a test program to what each test did: one process a test.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};

use super::compile::Compiled;
use super::{Judgement, Pace, TestResult, verdict};
use crate::{parallel, process};

/// How long a test may take that is stopped by its own program when it has used too much. That program has a limit by the
/// clock as well, which comes before this one.
const NET: Duration = Duration::from_secs(660);

impl Compiled {
    /// Runs every test once, in the order of the test file.
    ///
    /// After one that had to be stopped no other is begun: a loop in the answer would hang most of them.
    ///
    /// # Errors
    /// When the program cannot be started, or has no tests.
    pub(crate) fn run(&self, pace: Pace) -> anyhow::Result<Judgement> {
        let pace = if self.sees_to_limits { pace.at_least(NET) } else { pace };
        let tests = self.tests(pace)?;
        // What an earlier run has reported does not count.
        let reports =
            tempfile::tempdir_in(self.scratch.path()).context("cannot make a scratch folder")?;
        let stop = AtomicBool::new(false);
        let (mut results, mut not_run, mut trouble) = (Vec::new(), Vec::new(), Ok(()));
        parallel::in_order(
            &tests,
            pace.at_once,
            |_, name| {
                // Relaxed: a test that is begun in spite of it does no harm.
                if stop.load(Ordering::Relaxed) || self.job.is_off() {
                    return None;
                }
                let result = self.test(name, reports.path(), pace);
                let ends_it = result.as_ref().is_ok_and(|result| pace.ends_with(result));
                stop.fetch_or(ends_it, Ordering::Relaxed);
                Some(result)
            },
            |index, result| match result {
                Some(Ok(result)) => results.push(result),
                Some(Err(error)) => trouble = Err(error),
                None => not_run.push(tests[index].clone()),
            },
        );
        trouble?;
        Ok(Judgement::of(results, not_run))
    }

    /// The names of the tests, in the order of the test file.
    fn tests(&self, pace: Pace) -> anyhow::Result<Vec<String>> {
        let mut program = Command::new(&self.program);
        program.args(["--list", "--format", "terse"]).current_dir(&self.package);
        let listed =
            process::run(program, pace.deadline(), &self.job).context("cannot run the tests")?;
        let mut names: Vec<String> = listed
            .stdout
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .map(String::from)
            .collect();
        ensure!(!names.is_empty(), "{} has no tests, or does not list them", self.test_file);
        // libtest sorts by name. A name is looked for with its parenthesis, so that no prefix of it is found.
        names.sort_by_cached_key(|name| {
            let function = name.rsplit("::").next().unwrap_or(name);
            self.source.find(&format!("fn {function}(")).unwrap_or(usize::MAX)
        });
        Ok(names)
    }

    fn test(&self, name: &str, reports: &Path, pace: Pace) -> anyhow::Result<TestResult> {
        let reports = reports.join(name.replace("::", "."));
        fs::create_dir(&reports).context("cannot make a scratch folder")?;
        let mut program = Command::new(&self.program);
        program
            // With one thread libtest would run the test, and name it, differently.
            .args(["--exact", name, "--nocapture", "--test-threads=2"])
            .env("INTERLEAVE_REPORT", &reports)
            .env("RUST_BACKTRACE", "0")
            .env("CARGO_MANIFEST_DIR", &self.package)
            .current_dir(&self.package);
        if self.audience.colored() {
            // The usual way to ask for colours through a pipe (<https://bixense.com/clicolors/>).
            program.env("CLICOLOR_FORCE", "1");
        }
        if let Some(columns) = self.audience.columns() {
            program.env("COLUMNS", columns.to_string());
        }
        let finished =
            process::run(program, pace.deadline(), &self.job).context("cannot run the tests")?;
        Ok(verdict::of_test(name, &finished, &written(&reports), &self.test_file, pace.limit))
    }
}

/// The reports that a test wrote, oldest first. One that was cut off by a crash is left out.
fn written(folder: &Path) -> Vec<serde_json::Value> {
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    // `<test>.<k>.json`
    files.sort_by_key(|file| {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        stem.rsplit('.').next().and_then(|k| k.parse::<u64>().ok())
    });
    let read = |file| serde_json::from_slice(&fs::read(file).ok()?).ok();
    files.into_iter().filter_map(read).collect()
}
