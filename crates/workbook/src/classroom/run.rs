//! One answer, compiled by itself and run under each test, all of it in the sandbox.
//!
//! - [`compile`]: the answer alone, then the tests with it.
//! - [`test`]: one test in a process of its own.

mod compile;
mod test;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use interleave::Verdict;

use self::compile::Refused;
use self::test::{Asked, Seen};
use super::assignment::{Assignment, Exercise, sum};
use super::pack::Pack;
use super::results::{self, Outcome, Status};
use super::sandbox::{Sandbox, Shown};
use crate::interrupt::Job;

/// How many tests of an answer may be stopped at a limit of time before the others are not begun.
const PATIENCE: usize = 2;

/// What is needed to grade any answer.
#[derive(Debug)]
pub(crate) struct Grader<'a> {
    pub assignment: &'a Assignment,
    pub pack: &'a Pack,
    pub sandbox: &'a Sandbox,
}

/// The folder of one answer, while it is graded.
#[derive(Debug)]
struct Desk {
    folder: tempfile::TempDir,
    worker: u32,
}

impl Desk {
    fn new(grader: &Grader, worker: u32) -> anyhow::Result<Desk> {
        let folder = tempfile::Builder::new().prefix("workbook-grade-").tempdir()?;
        // The worker's user may go through it, and not look at what is in it; no other comes in.
        if let Some(user) = grader.sandbox.user(worker) {
            std::os::unix::fs::chown(folder.path(), None, Some(user))?;
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o710))?;
        }
        let desk = Desk { folder, worker };
        let built = desk.path("out");
        fs::create_dir(&built)?;
        desk.give(grader, &built)?;
        // The linker that comes with Rust; the program beside it that calls it looks into /proc.
        fs::create_dir(desk.path("linker"))?;
        let linker =
            Path::new("lib/rustlib").join(grader.pack.compiler.host()).join("bin/rust-lld");
        let linker = grader.pack.compiler.sysroot.join(linker);
        if linker.is_file() {
            let sysroot = [Shown::read(&grader.pack.compiler.sysroot, compile::SYSROOT)];
            let seen = grader.sandbox.seen(&sysroot, &linker);
            std::os::unix::fs::symlink(seen, desk.path("linker/ld.lld"))?;
        }
        Ok(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes `path` writable for the program.
    fn give(&self, grader: &Grader, path: &Path) -> anyhow::Result<()> {
        if let Some(user) = grader.sandbox.user(self.worker) {
            std::os::unix::fs::chown(path, Some(user), Some(user))
                .with_context(|| format!("cannot give {} away", path.display()))?;
        }
        Ok(())
    }
}

impl Grader<'_> {
    /// Grades the text of an answer.
    ///
    /// # Errors
    /// When the machine fails: that is no judgement on the answer.
    pub(crate) fn grade(
        &self,
        exercise: &Exercise,
        answer: &str,
        worker: u32,
        job: &Job,
    ) -> anyhow::Result<results::Exercise> {
        let kit = self.pack.kits.iter().find(|kit| kit.name == exercise.name);
        let kit = kit.with_context(|| format!("the pack has no {}", exercise.name))?;
        let desk = Desk::new(self, worker)?;
        let work = desk.path("work");
        copy(&self.pack.folder.join(&kit.folder), &work)?;
        fs::write(work.join(&kit.answer), answer).context("cannot write the answer")?;
        // One for each test, and one for each canary.
        let number = kit.expected.len();
        let tokens: Vec<String> = (0..2 * number).map(|_| secret(8)).collect::<Result<_, _>>()?;
        let compiled = match self.compile(kit, &desk, &tokens, exercise.needs_unsafe, job)? {
            Ok(compiled) => compiled,
            Err(refused) => return Ok(refused_exercise(exercise, refused)),
        };
        let (mut tests, mut stopped) = (Vec::new(), 0);
        for (name, token) in kit.expected.iter().zip(&tokens) {
            let (property, max) = exercise.worth(name).unwrap_or(("", 0.0));
            let seen = if stopped >= PATIENCE {
                Seen::not_run()
            } else {
                self.test(&Asked { kit, token, number: tests.len() }, &desk, &compiled, job)?
            };
            stopped += usize::from(seen.outcome == Outcome::Timeout);
            tests.push(seen.into_test(name, property, max));
        }
        // A canary does what a test does, and then fails. If one passes, the answer makes tests pass.
        let mut passed: Vec<usize> =
            (0..number).filter(|index| tests[*index].outcome == Outcome::Pass).collect();
        if kit.explored && !exercise.needs_unsafe && !passed.is_empty() {
            // Safe code has nothing that works in one test only: any of them will do.
            let any = usize::from_str_radix(&tokens[0], 16).unwrap_or(0) % passed.len();
            passed = vec![passed[any]];
        }
        let mut forged = false;
        for index in passed {
            let asked = Asked { kit, token: &tokens[number + index], number: number + index };
            forged = forged || self.test(&asked, &desk, &compiled, job)?.outcome == Outcome::Pass;
        }
        Ok(graded(exercise, tests, forged))
    }
}

/// What came of an answer that was run.
fn graded(exercise: &Exercise, mut tests: Vec<results::Test>, forged: bool) -> results::Exercise {
    let failed = tests.iter().find(|test| test.outcome != Outcome::Pass);
    let verdict =
        failed.map_or(Some(Verdict::Passed.name().to_owned()), |test| test.verdict.clone());
    let message = failed.map(|test| test.message.clone()).unwrap_or_default();
    if forged {
        tests.iter_mut().for_each(|test| test.points = 0.0);
    }
    results::Exercise {
        name: exercise.name.clone(),
        status: if forged { Status::Forged } else { Status::Graded },
        verdict: verdict.filter(|_| !forged),
        message: if forged {
            "a test that fails whatever is handed in was passed: a human should read this answer"
                .to_owned()
        } else {
            message
        },
        compiler: String::new(),
        points: sum(tests.iter().map(|test| test.points)),
        max: exercise.points(),
        tests,
    }
}

/// What came of an answer that could not be run.
fn refused_exercise(exercise: &Exercise, refused: Refused) -> results::Exercise {
    results::Exercise {
        verdict: Some(Verdict::DoesNotCompile.name().to_owned()),
        compiler: refused.compiler,
        ..without_tests(exercise, refused.status, &refused.message)
    }
}

/// An exercise that nothing could be run of.
pub(crate) fn without_tests(
    exercise: &Exercise,
    status: Status,
    message: &str,
) -> results::Exercise {
    results::Exercise {
        name: exercise.name.clone(),
        status,
        verdict: None,
        message: message.to_owned(),
        compiler: String::new(),
        points: 0.0,
        max: exercise.points(),
        tests: Vec::new(),
    }
}

/// So many random bytes from the system, in hexadecimal.
///
/// # Errors
/// When the system has none.
pub(crate) fn secret(bytes: usize) -> anyhow::Result<String> {
    use std::io::Read;
    let mut random = vec![0; bytes];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut random))
        .context("the system has no random bytes")?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Copies a kit, which holds folders and files only.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.is_file() {
            fs::copy(&path, &target)?;
        } else {
            bail!("{} is neither a file nor a folder", path.display());
        }
    }
    Ok(())
}
