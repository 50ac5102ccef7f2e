//! From an answer to a test program, with two calls of `rustc` in the sandbox.
//!
//! The first call sees the answer, the chapter's own modules, and what answers may use. The tests and what they are
//! linked with are not there yet, so no macro of the answer can take them in.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use super::{Desk, Grader};
use crate::classroom::expected::TABLE;
use crate::classroom::pack::Kit;
use crate::classroom::results::Status;
use crate::classroom::sandbox::child::{self, Ended, Net, Ran};
use crate::classroom::sandbox::{Calls, Limits, Shown, Spec};
use crate::interrupt::Job;

/// Where the compiler is, in a sandbox that gives names.
pub(super) const SYSROOT: &str = "/rust";
/// Where the exercise's package is, below this.
const WORK: &str = "/work";

/// The edition of the exercise crates.
const EDITION: &str = "2024";

/// The most that a call may use, but for time.
const NET: Net = Net { time: Duration::ZERO, memory: 3 << 30, kept: 64 << 10, printed: 4 << 20 };

const LIMITS: Limits = Limits {
    data: 2 << 30,
    file: 256 << 20,
    cpu: 60,
    files: 512,
    // Threads of the compiler alone: nothing of an answer runs.
    processes: 4096,
    scratch: 256 << 20,
};

/// How much of what the compiler says is kept, in bytes.
const SAID: usize = 8 << 10;

/// A test program.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) program: PathBuf,
}

/// An answer that was refused.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) status: Status,
    pub(super) message: String,
    pub(super) compiler: String,
}

impl Grader<'_> {
    /// The folder that holds the exercise's package, as programs see it.
    pub(super) fn work(&self, desk: &Desk) -> PathBuf {
        if self.sandbox.gives_names() { WORK.into() } else { desk.path("work") }
    }

    /// Compiles what is in `desk`. Each test is called by its token, and after them each canary, which does what its
    /// test does and then fails.
    pub(super) fn compile(
        &self,
        kit: &Kit,
        desk: &Desk,
        tokens: &[String],
        needs_unsafe: bool,
        job: &Job,
    ) -> anyhow::Result<Result<Compiled, Refused>> {
        let source = Path::new(&kit.answer).parent().unwrap_or(Path::new(""));
        let root = desk.path("work").join(source).join("lib.rs");
        let built = desk.path("out").join(format!("lib{}.rlib", kit.crate_name));
        let ran = self.rustc(kit, desk, &root, &kit.of_answer, false, job, |add| {
            add(&["--crate-type=rlib", "--crate-name", &kit.crate_name, "-o"]);
            built.clone()
        })?;
        if !ran.success() {
            return Ok(Err(refused(&ran, Status::CompileError, "rustc refuses the file")?));
        }
        let main = desk.path("work").join("main.rs");
        std::fs::write(&main, main_of(kit, tokens)).context("cannot write the tests")?;
        let program = desk.path("out").join("tests");
        let ran = self.rustc(kit, desk, &main, &kit.of_tests, true, job, |add| {
            add(&[
                "--crate-type=bin",
                "--crate-name=graded",
                "--cfg=test",
                "-Cstrip=symbols",
                "-o",
            ]);
            program.clone()
        })?;
        if ran.success() {
            return Ok(Ok(Compiled { program }));
        }
        // The answer is compiled by now. Without `unsafe` it names no symbols, so the linker's trouble is this
        // machine's.
        let trouble = if needs_unsafe { "could not exec the linker" } else { "link" };
        let said = ran.words();
        if said.starts_with("error: ")
            && said.lines().next().is_some_and(|line| line.contains(trouble))
        {
            bail!("the tests could not be linked in the sandbox: {}", first(&said, 400));
        }
        let words = "the tests do not fit the file: something public is missing from it, or has another type";
        Ok(Err(refused(&ran, Status::ApiMismatch, words)?))
    }

    #[expect(clippy::too_many_arguments, reason = "what two calls of rustc differ in")]
    fn rustc(
        &self,
        kit: &Kit,
        desk: &Desk,
        file: &Path,
        libraries: &[(String, String)],
        links: bool,
        job: &Job,
        rest: impl FnOnce(&mut dyn FnMut(&[&str])) -> PathBuf,
    ) -> anyhow::Result<Ran> {
        let compiler = &self.pack.compiler;
        let mut shown = vec![
            Shown::read(&compiler.sysroot, SYSROOT),
            Shown::write(desk.path("out"), "/out"),
            Shown::read(desk.path("linker"), "/linker"),
            Shown::read(self.pack.libraries(), "/libraries"),
        ];
        let work = desk.path("work");
        if links {
            shown.push(Shown::read(&work, WORK));
        } else {
            // Without the tests.
            let source = Path::new(&kit.package).join("src");
            shown.push(Shown::read(work.join(&source), Path::new(WORK).join(source)));
        }
        let seen = |path: &Path| self.sandbox.seen(&shown, path);
        let mut arguments: Vec<OsString> = vec![seen(file).into()];
        let output = rest(&mut |add| arguments.extend(add.iter().map(OsString::from)));
        arguments.push(seen(&output).into());
        arguments.extend(["--edition", EDITION, "-Awarnings", "--color=never"].map(OsString::from));
        let joined = |prefix: &str, path: PathBuf, suffix: &str| {
            let mut argument = OsString::from(prefix);
            argument.push(path);
            argument.push(suffix);
            argument
        };
        // Messages and reports then name files as the learner's own do.
        let named = self.work(desk);
        arguments.push(joined("--remap-path-prefix=", named.clone(), "/="));
        let dependencies = seen(&self.pack.libraries());
        arguments.push("-L".into());
        arguments.push(joined("dependency=", dependencies.clone(), ""));
        for (name, library) in libraries {
            arguments.push("--extern".into());
            arguments.push(joined(&format!("{name}="), dependencies.join(library), ""));
        }
        if links {
            arguments.push("--extern".into());
            let answer = desk.path("out").join(format!("lib{}.rlib", kit.crate_name));
            arguments.push(joined(&format!("{}=", kit.crate_name), seen(&answer), ""));
            if desk.path("linker/ld.lld").is_symlink() {
                // The linker's own wrapper needs /proc, which is not there.
                arguments.push("-Clink-arg=-fuse-ld=lld".into());
                arguments.push(joined("-Clink-arg=-B", seen(&desk.path("linker")), ""));
                if compiler.host() == "x86_64-unknown-linux-gnu" {
                    arguments.push("-Clinker-features=-lld".into());
                }
            }
        }
        let scratch = desk.path(if links { "scratch-tests" } else { "scratch-answer" });
        std::fs::create_dir(&scratch)?;
        desk.give(self, &scratch)?;
        let temporary = self.sandbox.scratch(&scratch);
        if !self.sandbox.gives_names() {
            shown.push(Shown::write(&scratch, "/tmp"));
        }
        let seen = |path: &Path| self.sandbox.seen(&shown, path);
        let spec = Spec {
            program: compiler.sysroot.join("bin/rustc"),
            arguments,
            environment: vec![
                ("PATH", "/usr/bin:/bin".into()),
                ("HOME", temporary.clone().into()),
                ("TMPDIR", temporary.into()),
                // rustc finds its own libraries through /proc otherwise.
                ("LD_LIBRARY_PATH", seen(&compiler.sysroot).join("lib").into()),
                // No unstable features, whatever the answer says.
                ("RUSTC_BOOTSTRAP", "-1".into()),
                ("CARGO_MANIFEST_DIR", named.join(&kit.package).into()),
            ],
            folder: desk.path("out"),
            shown,
            calls: Calls::Compiler,
            limits: LIMITS,
            worker: desk.worker,
        };
        let net = Net { time: Duration::from_secs(self.assignment.limits.compiler_seconds), ..NET };
        child::run(self.sandbox.command(&spec), b"", &net, job).context("cannot run the sandbox")
    }
}

/// The `main` of the test program.
fn main_of(kit: &Kit, tokens: &[String]) -> String {
    let (list, call) =
        if kit.explored { ("fn()", "explored") } else { ("forktest::Test", "processes") };
    let mut text = format!("#[path = {:?}]\nmod tests;\n\n", kit.tests);
    let (mut tests, mut canaries) = (String::new(), String::new());
    let (own, others) = tokens.split_at(kit.expected.len());
    for (index, (token, canary)) in own.iter().zip(others).enumerate() {
        if kit.explored {
            text += &format!(
                "fn canary_{index}() {{\n    tests::{TABLE}[{index}]();\n    panic!();\n}}\n"
            );
            tests += &format!("        ({token:?}, tests::{TABLE}[{index}]),\n");
            canaries += &format!("        ({canary:?}, canary_{index}),\n");
        } else {
            text += &format!(
                "fn canary_{index}(scene: &forktest::Scene) {{\n    (tests::TESTS[{index}].run)(scene);\n    panic!();\n}}\n"
            );
            tests += &format!("        ({token:?}, tests::TESTS[{index}]),\n");
            canaries += &format!(
                "        ({canary:?}, forktest::Test {{ name: \"\", run: canary_{index} }}),\n"
            );
        }
    }
    text + &format!(
        "\nfn main() -> std::process::ExitCode {{\n    let tests: &[(&'static str, {list})] = &[\n{tests}{canaries}    ];\n    \
         proctor::{call}(tests)\n}}\n"
    )
}

/// What is told of a call that failed.
///
/// # Errors
/// When it is the machine's fault.
fn refused(ran: &Ran, status: Status, message: &str) -> anyhow::Result<Refused> {
    let said = ran.words();
    // Nothing of an answer runs here, and what rustc says of one begins otherwise.
    if ran.code() == Some(121) || ["confine: ", "bwrap: "].iter().any(|who| said.starts_with(who)) {
        bail!("the compiler could not be run in the sandbox: {}", first(&said, 400));
    }
    // It ends with 1 when it refuses something. This is a fault of its own, such as a thread that it could not have.
    if ran.code() == Some(101) {
        bail!("the compiler itself failed: {}", first(&said, 400));
    }
    let message = match ran.ended {
        Ended::Time => format!("{message}: it was not done after {:.0} s", ran.time.as_secs_f64()),
        Ended::Memory => format!("{message}: it needs more memory than anybody should"),
        Ended::Output => format!("{message}, with more messages than anyone would read"),
        // A signal, as a sandbox tells it.
        Ended::Itself(_) if ran.code().is_none_or(|code| code > 128) => {
            format!(
                "{message}: it crashed, or met a limit; is something nested very deeply, or very large?"
            )
        }
        Ended::Itself(_) => message.to_owned(),
    };
    // When a function has changed, every test says the same of it.
    let said = if status == Status::ApiMismatch {
        said.split("\n\n").next().unwrap_or_default()
    } else {
        &said
    };
    Ok(Refused { status, message, compiler: first(said.trim_end(), SAID) })
}

/// The first bytes of a text, to the end of a character.
pub(super) fn first(text: &str, bytes: usize) -> String {
    text[..text.floor_char_boundary(bytes.min(text.len()))].to_owned()
}
