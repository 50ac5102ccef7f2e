//! The least one can do by hand: one `rustc`, one run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::copy::Copy;

/// One exercise, judged by hand.
pub(crate) struct Bare {
    rustc: PathBuf,
    /// Where `interleave` was built.
    built: PathBuf,
    /// Holds the answer, and a crate of it and its tests.
    folder: TempDir,
}

impl Bare {
    /// Builds `interleave`, as the workbook does, and writes the crate.
    pub(crate) fn new(copy: &Copy, exercise: &str) -> Bare {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--package", "interleave"]).current_dir(copy.root());
        let built = cargo.env_remove("CARGO_TARGET_DIR").status().expect("there is cargo");
        assert!(built.success(), "`interleave` does not build");

        let folder = tempfile::tempdir().expect("a temporary folder");
        let (chapter, name) = copy.parts(exercise);
        let crate_name = chapter.split_once('-').expect("a number comes first").1.replace('-', "_");
        let exercises = copy.root().join("exercises").join(&chapter);
        let lib = fs::read_to_string(exercises.join("src/lib.rs")).expect("it was copied");
        let lib: String = lib
            .lines()
            .filter(|line| !line.starts_with("pub mod"))
            .fold(String::new(), |text, line| text + line + "\n");
        let root = format!(
            "{lib}extern crate self as {crate_name};\n#[path = {:?}]\npub mod {name};\n#[path = {:?}]\nmod tests;\n",
            folder.path().join("answer.rs"),
            exercises.join("tests").join(format!("{name}.rs")),
        );
        fs::write(folder.path().join("root.rs"), root).expect("the folder is writable");
        Bare { rustc: rustc(), built: copy.root().join("target/debug"), folder }
    }

    /// Compiles the answer with its tests and runs them; how long that takes.
    pub(crate) fn judge(&self, answer: &str) -> Duration {
        let file = |name: &str| self.folder.path().join(name);
        fs::write(file("answer.rs"), answer).expect("the folder is writable");
        let start = Instant::now();
        let mut rustc = Command::new(&self.rustc);
        rustc.args(["--test", "--edition", "2024", "-Awarnings"]).arg(file("root.rs"));
        rustc.arg("--extern").arg(prefixed("interleave=", &self.built.join("libinterleave.rlib")));
        rustc.arg("-L").arg(prefixed("dependency=", &self.built.join("deps")));
        rustc.arg("-o").arg(file("tests"));
        assert!(rustc.status().expect("there is rustc").success(), "rustc refuses the answer");
        let mut tests = Command::new(file("tests"));
        tests.stdout(Stdio::null()).stderr(Stdio::null()).env("RUST_BACKTRACE", "0");
        tests.status().expect("it was built");
        start.elapsed()
    }
}

/// `rustc` itself: the one on the path may be `rustup`.
fn rustc() -> PathBuf {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = String::from_utf8(sysroot.expect("there is rustc").stdout).expect("a path");
    Path::new(sysroot.trim_end()).join("bin/rustc")
}

fn prefixed(prefix: &str, path: &Path) -> String {
    format!("{prefix}{}", path.display())
}
