//! A copy of the crate under `target/`, in which faults are planted, built and tested.

use crate::list::Mutant;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A mutant whose tests have not ended by then has made them hang, and was noticed in that way.
const LIMIT: Duration = Duration::from_secs(180);

/// The copy.
pub(crate) struct Workshop {
    root: PathBuf,
}

/// What the tests of the copy came to.
pub(crate) enum Outcome {
    Passed,
    /// The names of the tests that failed.
    Failed(Vec<String>),
    DoesNotCompile(String),
    Hangs,
}

impl Workshop {
    /// Copies the crate, as a workspace of its own.
    pub(crate) fn new() -> Workshop {
        let original = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let workspace = original.join("../..");
        // Cargo gives integration tests a directory of their own below the target directory.
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutants");
        let copy = root.join("crates/interleave");
        for folder in ["src", "tests"] {
            if copy.join(folder).exists() {
                fs::remove_dir_all(copy.join(folder)).unwrap();
            }
            copy_folder(&original.join(folder), &copy.join(folder));
        }
        fs::write(copy.join("Cargo.toml"), crate_manifest(&original)).unwrap();
        let manifest = fs::read_to_string(workspace.join("Cargo.toml")).unwrap();
        fs::write(root.join("Cargo.toml"), workspace_manifest(&manifest)).unwrap();
        // The same versions of everything else.
        if workspace.join("Cargo.lock").exists() {
            fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        }
        Workshop { root }
    }

    /// Plants a fault, runs the tests, and takes it out again.
    pub(crate) fn try_out(&self, mutant: &Mutant) -> Outcome {
        let file = self.root.join("crates/interleave/src").join(mutant.file);
        let source = fs::read_to_string(&file).unwrap();
        let found = source.matches(mutant.text).count();
        assert_eq!(
            found, 1,
            "`{}` is to be planted at a text that occurs once in {}, not {found} times:\n{}\nThe source has changed: \
             bring tests/mutants/list.rs up to date.",
            mutant.breaks, mutant.file, mutant.text
        );
        fs::write(&file, source.replace(mutant.text, mutant.replacement)).unwrap();
        let outcome = self.test();
        fs::write(&file, source).unwrap();
        outcome
    }

    /// Runs the semantics, and if those pass the litmus programs (without loom and the random ones, which take longer).
    pub(crate) fn test(&self) -> Outcome {
        match self.run_tests("semantics") {
            Outcome::Passed => self.run_tests("litmus"),
            noticed => noticed,
        }
    }

    fn run_tests(&self, tests: &str) -> Outcome {
        let build = self
            .cargo()
            .args(["test", "-q", "--no-run", "--test", tests])
            .args(["--message-format", "json-render-diagnostics"])
            .output()
            .expect("cargo can be run");
        if !build.status.success() {
            return Outcome::DoesNotCompile(String::from_utf8_lossy(&build.stderr).into_owned());
        }
        let messages = String::from_utf8_lossy(&build.stdout);
        let executable = messages
            .rsplit_once("\"executable\":\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .unwrap_or_else(|| panic!("cargo named no test binary:\n{messages}"))
            .0;
        match run(Path::new(executable)) {
            Some(failed) if failed.is_empty() => Outcome::Passed,
            Some(failed) => Outcome::Failed(failed),
            None => Outcome::Hangs,
        }
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(self.root.join("crates/interleave"));
        cargo.env("CARGO_TARGET_DIR", self.root.join("target"));
        cargo
    }
}

/// Runs a test binary; the names of the tests that failed, or `None` if it did not end.
fn run(executable: &Path) -> Option<Vec<String>> {
    let mut child = Command::new(executable)
        .args(["--skip", "random", "--skip", "loom"])
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a test binary that was just built can be run");
    let mut stdout = child.stdout.take().expect("it is piped");
    let (sender, receiver) = mpsc::channel();
    let reading = thread::spawn(move || {
        let mut text = String::new();
        let read = std::io::Read::read_to_string(&mut stdout, &mut text);
        // Nobody listens any more when the time is over.
        let _ = sender.send(read.map(|_| text));
    });
    let ended = receiver.recv_timeout(LIMIT);
    // Both fail only if it has ended by itself.
    let _ = child.kill();
    let success = child.wait().expect("it was started").success();
    reading.join().expect("reading does not panic");
    let text = ended.ok()?.expect("a test prints text");
    let failed = |line: &str| {
        let name = line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?;
        Some(name.to_string())
    };
    let mut names: Vec<_> = text.lines().filter_map(failed).collect();
    if names.is_empty() && !text.contains("test result: ok") {
        assert!(!success, "neither a failure nor a success:\n{text}");
        names.push("(the test binary crashed)".to_string());
    }
    Some(names)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The crate's manifest without its benches, which are not copied.
fn crate_manifest(original: &Path) -> String {
    let manifest = fs::read_to_string(original.join("Cargo.toml")).unwrap();
    sections(&manifest).filter(|section| !section.starts_with("[[bench]]")).collect()
}

/// The workspace's manifest with the one member, and without optimising it: that costs more than it saves here.
fn workspace_manifest(manifest: &str) -> String {
    let kept = sections(manifest).filter(|section| !section.starts_with("[profile"));
    let members =
        |line: &&str| !line.starts_with("members") && !line.starts_with("default-members");
    let mut text = String::new();
    for section in kept {
        if section.contains("[workspace]") {
            text.extend(section.lines().filter(members).map(|line| format!("{line}\n")));
            text.push_str("members = [\"crates/*\"]\n\n");
        } else {
            text.push_str(section);
        }
    }
    text.push_str("\n[profile.dev]\nopt-level = 1\ndebug = false\n");
    text
}

/// A manifest cut before each line that begins a section.
fn sections(manifest: &str) -> impl Iterator<Item = &str> {
    let mut rest = manifest;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest[1..].find("\n[").map_or(rest.len(), |at| at + 2);
        let (section, after) = rest.split_at(end);
        rest = after;
        Some(section)
    })
}
