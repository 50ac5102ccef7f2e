//! From an answer file to a test program, with two calls of `rustc`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::library::joined;
use super::{Audience, Judge, Judgement};
use crate::chapter::Exercise;
use crate::interrupt::Job;
use crate::manifest::Manifest;
use crate::process::{self, Ended, Finished};

/// How long `rustc` may take; it takes half a second, unless the answer computes without end in a `const`.
const LIMIT: Duration = Duration::from_secs(120);

/// The edition of the exercise crates.
const EDITION: &str = "2024";

/// How rustc begins to speak of a library that is damaged, or of a linker.
const LIBRARY_TROUBLE: [&str; 3] = ["linking with `", "error[E0786]", "error[E0463]"];

/// An answer, compiled with its tests.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The test program.
    pub(super) program: PathBuf,
    /// The exercise's package, where cargo would run the tests.
    pub(super) package: PathBuf,
    /// The text of the test file and of its modules, which tells the order of the tests.
    pub(super) source: String,
    /// The test file as a panic message names it.
    pub(super) test_file: String,
    /// Whether the program itself sees that no test uses too much: tests of processes do.
    pub(super) sees_to_limits: bool,
    pub(super) audience: Audience,
    /// Holds what its runs leave, and the program unless the compiler remembers it; removed with this value.
    pub(super) scratch: TempDir,
    /// What its processes are part of.
    pub(super) job: Job,
}

/// See [`Judge::compile`].
pub(super) fn compile(
    judge: &Judge,
    exercise: &Exercise,
    answer: &Path,
    job: &Job,
    memory: Option<&Path>,
) -> anyhow::Result<Result<Compiled, Judgement>> {
    let shown = exercise.shown(answer);
    if !answer.is_file() {
        return Ok(Err(Judgement::does_not_compile(
            format!(
                "{shown} is missing; `cargo workbook reset {}` writes it as it was shipped",
                exercise.id()
            ),
            String::new(),
        )));
    }
    let scratch = judge.folder()?;
    // What the compiler remembers is of use only if every file, also what it writes, is where it was.
    let place = memory.unwrap_or(scratch.path());
    let package = exercise.chapter.package();
    let manifest = Manifest::of(&package)?;
    let dependencies = manifest.dependencies();
    let library = judge.library(exercise.chapter)?;
    if let Some((missing, why)) = library.lacks(&dependencies) {
        let message = format!("cargo cannot build `{missing}`, which {shown} may use");
        return Ok(Err(Judgement::does_not_compile(message, why.trim_end().to_owned())));
    }
    let program = place.join("tests");
    let rustc = |source: &Path, arguments: &[&OsStr]| {
        let mut rustc = Command::new(&judge.rustc);
        rustc.arg(source).args(arguments).args(["--edition", EDITION, "-Awarnings"]);
        rustc.arg(if judge.audience.colored() { "--color=always" } else { "--color=never" });
        // Messages then name files from the workspace's root, as cargo's do.
        let mut remap = joined("--remap-path-prefix=", &judge.root);
        remap.push("/=");
        rustc.arg(remap);
        rustc.arg("-L").arg(place);
        library.link(&mut rustc, &dependencies);
        if let Some(memory) = memory {
            rustc.arg("-C").arg(joined("incremental=", memory));
        }
        rustc.env("CARGO_MANIFEST_DIR", &package).current_dir(&judge.root);
        process::run(rustc, Instant::now() + LIMIT, job)
            .context("cannot run rustc; is Rust installed?")
    };

    let crate_file = place.join("lib.rs");
    fs::write(&crate_file, crate_root(exercise, answer, "")?)
        .context("cannot write to the scratch folder")?;
    let name = exercise.chapter.crate_name();
    let built = place.join(format!("lib{name}.rlib"));
    let finished = rustc(
        &crate_file,
        &[
            "--crate-type=rlib".as_ref(),
            "--crate-name".as_ref(),
            name.as_ref(),
            "-o".as_ref(),
            built.as_ref(),
        ],
    )?;
    if !finished.success() {
        return Ok(Err(refused(&finished, format!("rustc refuses {shown}"))));
    }

    let tests = exercise.tests();
    let source = with_modules(&tests)?;
    // Tests of processes have a `main` of their own; `test` is set for them all the same, as cargo does.
    let sees_to_limits = !manifest.harness(&exercise.entry.name);
    let harness: &[&OsStr] = if sees_to_limits {
        &["--crate-type=bin".as_ref(), "--cfg".as_ref(), "test".as_ref()]
    } else {
        &["--test".as_ref()]
    };
    let output = ["--extern".as_ref(), name.as_ref(), "-o".as_ref(), program.as_ref()];
    let finished = rustc(&tests, &[harness, &output].concat())?;
    if !finished.success() {
        // The answer is compiled by now, so this is about this machine.
        if LIBRARY_TROUBLE.iter().any(|words| finished.stderr.contains(words)) {
            bail!(
                "rustc cannot link the tests of {}; if a build was cut off, `cargo clean` and trying again help\n{}",
                exercise.id(),
                first_error(&finished.stderr)
            );
        }
        let message = format!(
            "{} no longer fits {shown}: something public is missing from it, or has another type; \
             `cargo workbook reset {}` writes the file as it was shipped, and keeps yours",
            exercise.shown(&tests),
            exercise.id(),
        );
        let mut refused = refused(&finished, message);
        refused.compiler = first_error(&refused.compiler);
        return Ok(Err(refused));
    }
    Ok(Ok(Compiled {
        program,
        package,
        source,
        test_file: exercise.shown(&tests).to_string(),
        sees_to_limits,
        audience: judge.audience,
        scratch,
        job: job.clone(),
    }))
}

fn refused(finished: &Finished, message: String) -> Judgement {
    let message = match finished.ended {
        Ended::Itself(status) if status.code().is_some() => message,
        Ended::Itself(_) => format!("{message}: it crashed; is something nested very deeply?"),
        Ended::TimeLimit => format!("{message}: it was not done after {} s", LIMIT.as_secs()),
        Ended::OutputLimit => format!("{message}, with more messages than anyone would read"),
    };
    Judgement::does_not_compile(message, finished.stderr.trim_end().to_owned())
}

/// The first of the compiler's messages: when a function has changed, every test says the same of it.
fn first_error(messages: &str) -> String {
    messages.split("\n\n").next().unwrap_or_default().to_owned()
}

/// The text of a test file, followed by those of the modules that it takes from other files, in the order in which it
/// names them.
fn with_modules(tests: &Path) -> anyhow::Result<String> {
    let read = |file: &Path| {
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
    };
    let text = read(tests)?;
    let path =
        |line: &str| Some(line.trim().strip_prefix("#[path = \"")?.strip_suffix("\"]")?.to_owned());
    let folder = tests.parent().unwrap_or(Path::new(""));
    let modules: Vec<String> = text
        .lines()
        .filter_map(path)
        .map(|path| read(&folder.join(path)))
        .collect::<anyhow::Result<_>>()?;
    Ok(text + &modules.concat())
}

/// The crate's root with one exercise in it: `src/lib.rs` of the chapter, where `answer` takes the exercise's
/// place, below `attribute`, and the other exercises are left out.
pub(super) fn crate_root(
    exercise: &Exercise,
    answer: &Path,
    attribute: &str,
) -> anyhow::Result<String> {
    let folder = exercise.chapter.package().join("src");
    let path = folder.join("lib.rs");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let is_exercise =
        |name: &str| exercise.chapter.exercises().any(|other| other.entry.name == name);
    let mut root = String::new();
    // The docs and attributes that belong to the line to come, and are left out with it.
    let mut above = String::new();
    for line in text.lines() {
        let Some(module) = module(line) else {
            let belongs_below = line.starts_with("///") || line.starts_with("#[");
            if !belongs_below {
                root += &std::mem::take(&mut above);
            }
            *if belongs_below { &mut above } else { &mut root } += &format!("{line}\n");
            continue;
        };
        let mut above = std::mem::take(&mut above);
        if module == exercise.entry.name {
            above += attribute;
        }
        let file = match module {
            name if name == exercise.entry.name => answer.to_owned(),
            name if is_exercise(name) => continue,
            name => [format!("{name}.rs"), format!("{name}/mod.rs")]
                .map(|file| folder.join(file))
                .into_iter()
                .find(|file| file.is_file())
                .with_context(|| {
                    format!("{} names the module `{name}`, which has no file", path.display())
                })?,
        };
        root += &format!("{above}#[path = {:?}]\n{line}\n", file.display().to_string());
    }
    Ok(root)
}

/// The name in `mod name;`, whatever its visibility.
fn module(line: &str) -> Option<&str> {
    let (before, name) = line.trim().strip_suffix(';')?.rsplit_once("mod ")?;
    (before.is_empty() || before.starts_with("pub")).then_some(name.trim())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{module, with_modules};

    #[test]
    fn the_tests_of_a_module_come_after_those_of_the_file_in_their_own_order() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let tests = folder.path().join("queue.rs");
        fs::create_dir(folder.path().join("queue")).expect("a folder");
        fs::write(&tests, "#[path = \"queue/done.rs\"]\nmod done;\nfn last_of_the_file() {}\n")
            .expect("a file");
        fs::write(folder.path().join("queue/done.rs"), "fn zero() {}\nfn one() {}\n")
            .expect("a file");
        let text = with_modules(&tests).expect("both are there");
        let at = ["fn last_of_the_file", "fn zero", "fn one"].map(|name| text.find(name));
        assert!(at.is_sorted() && at[0].is_some(), "{at:?} in: {text}");
    }

    #[test]
    fn module_declarations_are_told_from_other_lines() {
        assert_eq!(module("pub mod counter;"), Some("counter"));
        assert_eq!(module("mod counter;"), Some("counter"));
        assert_eq!(module("pub(crate) mod counter;"), Some("counter"));
        assert_eq!(module("// mod counter;"), None);
        assert_eq!(module("extern crate interleave as std;"), None);
    }
}
