//! A copy of the fixture, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A workspace of its own for one test; removed at its end.
pub(crate) struct Fixture {
    root: TempDir,
}

/// What a command did.
pub(crate) struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Fixture {
    /// A fresh copy of `tests/fixture`.
    pub(crate) fn new() -> Fixture {
        let root = tempfile::tempdir().expect("a temporary folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture"), root.path());
        Fixture { root }
    }

    /// A file or folder of the workspace.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Hands in an answer to `add`, such as `wrong/add/exits` or `src/add`.
    pub(crate) fn answer_add(&self, answer: &str) {
        self.write(ADD, &self.read(&format!("solutions/01-basics/{answer}.rs")));
    }

    /// Hands in the right answer to `shout`.
    pub(crate) fn solve_shout(&self) {
        let solution = self.read("solutions/01-basics/src/shout.rs");
        self.write("exercises/01-basics/src/shout.rs", &solution);
    }

    /// The program, to be run on this workspace from its root.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
        // Whoever runs these tests may have set them for cargo.
        command.env_remove("CARGO_TARGET_DIR").env_remove("INTERLEAVE_REPLAY");
        command.args(arguments).current_dir(self.root.path()).stdin(Stdio::null());
        command
    }

    /// The program, to serve the book on that port, or on a free one if that is 0.
    pub(crate) fn serve(&self, port: u16) -> Command {
        self.command(&["--no-open", "--port", &port.to_string()])
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the program starts"))
    }

    /// Runs `check --json`; what it printed.
    pub(crate) fn check(&self, more: &[&str]) -> Value {
        let run = self.run(&[&["check", "--json"], more].concat());
        serde_json::from_str(&run.stdout)
            .unwrap_or_else(|error| panic!("{error} in: {}\n{}", run.stdout, run.stderr))
    }

    /// The processes whose program lies in this workspace.
    #[cfg(target_os = "linux")]
    pub(crate) fn processes(&self) -> Vec<PathBuf> {
        let root = self.root.path().canonicalize().expect("it is there");
        let entries = fs::read_dir("/proc").expect("this is Linux").flatten();
        let programs = entries.filter_map(|entry| fs::read_link(entry.path().join("exe")).ok());
        programs.filter(|program| program.starts_with(&root)).collect()
    }

    /// The processes whose program lies in this workspace, or which work in it.
    #[cfg(target_os = "linux")]
    pub(crate) fn strays(&self) -> Vec<PathBuf> {
        let root = self.root.path().canonicalize().expect("it is there");
        let entries = fs::read_dir("/proc").expect("this is Linux").flatten();
        let links = entries.flat_map(|entry| ["exe", "cwd"].map(|link| entry.path().join(link)));
        let places = links.filter_map(|link| fs::read_link(link).ok());
        places.filter(|place| place.starts_with(&root)).collect()
    }
}

/// Waits until this holds; it should come to hold at once, but the machine may be busy.
#[track_caller]
pub(crate) fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        std::thread::yield_now();
    }
}

/// The learner's file of the first exercise.
pub(crate) const ADD: &str = "exercises/01-basics/src/add.rs";

impl Run {
    pub(crate) fn of(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails unless the program ended with this status.
    #[track_caller]
    pub(crate) fn ended_with(self, code: i32) -> Run {
        let Run { stdout, stderr, .. } = &self;
        assert_eq!(
            self.code,
            Some(code),
            "it printed:\n{stdout}\nand on standard error:\n{stderr}"
        );
        self
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the fixture is there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            fs::create_dir(&to).expect("the folder is writable");
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("the folder is writable");
        }
    }
}
