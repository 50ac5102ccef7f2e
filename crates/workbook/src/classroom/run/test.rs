//! One test, in a process of its own, with a secret behind its last assertion.

use anyhow::Context;
use interleave::Verdict;
use serde_json::Value;

use super::compile::{Compiled, first};
use super::{Desk, Grader, secret};
use crate::classroom::pack::Kit;
use crate::classroom::results::{self, Outcome};
use crate::classroom::sandbox::child::{self, Ended, Net, Ran};
use crate::classroom::sandbox::{Calls, Limits, Shown, Spec};
use crate::interrupt::Job;
use crate::judge;
use crate::terminal::plain;

/// How much is kept of what a test prints: reports come this way too.
const KEPT: usize = 4 << 20;

/// How much it may print.
const PRINTED: usize = 8 << 20;

/// How long a message may be, in bytes.
const MESSAGE: usize = 2000;

/// Which test.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) kit: &'a Kit,
    pub(super) token: &'a str,
    pub(super) number: usize,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) outcome: Outcome,
    verdict: Option<Verdict>,
    message: String,
    milliseconds: u64,
    interleavings: u64,
    report: Option<Value>,
}

impl Seen {
    /// A test that was not begun.
    pub(super) fn not_run() -> Seen {
        let message = "not run: tests before it had to be stopped".to_owned();
        Seen { verdict: None, message, ..Seen::of(Outcome::NotRun, Verdict::Exited, 0) }
    }

    fn of(outcome: Outcome, verdict: Verdict, milliseconds: u64) -> Seen {
        Seen {
            outcome,
            verdict: Some(verdict),
            message: String::new(),
            milliseconds,
            interleavings: 0,
            report: None,
        }
    }

    fn because(self, message: impl Into<String>) -> Seen {
        Seen { message: message.into(), ..self }
    }

    /// As a line of the results has it.
    pub(super) fn into_test(mut self, name: &str, property: &str, max: f64) -> results::Test {
        // The test itself was not told its name.
        if let Some(Value::Object(report)) = &mut self.report {
            report.insert("test".to_owned(), name.into());
        }
        results::Test {
            name: name.to_owned(),
            property: property.to_owned(),
            points: if self.outcome == Outcome::Pass { max } else { 0.0 },
            max,
            outcome: self.outcome,
            verdict: self.verdict.map(|verdict| verdict.name().to_owned()),
            ms: self.milliseconds,
            interleavings: self.interleavings,
            message: self.message,
            report: self.report,
        }
    }
}

impl Grader<'_> {
    /// Runs the test.
    ///
    /// # Errors
    /// When the machine fails.
    pub(super) fn test(
        &self,
        asked: &Asked,
        desk: &Desk,
        compiled: &Compiled,
        job: &Job,
    ) -> anyhow::Result<Seen> {
        let scratch = desk.path(&format!("scratch-{}", asked.number));
        std::fs::create_dir(&scratch)?;
        desk.give(self, &scratch)?;
        let temporary = self.sandbox.scratch(&scratch);
        let package = desk.path("work").join(&asked.kit.package);
        let mut shown = vec![
            Shown::read(&compiled.program, "/tests"),
            // Reports quote lines of both; neither holds a secret.
            Shown::read(desk.path("work").join("exercises"), "/work/exercises"),
        ];
        if !self.sandbox.gives_names() {
            shown.push(Shown::write(&scratch, "/tmp"));
        }
        let limits = self.assignment.limits;
        let spec = Spec {
            program: compiled.program.clone(),
            arguments: vec![asked.token.into(), self.assignment.seed().to_string().into()],
            environment: vec![
                ("PATH", "/usr/bin:/bin".into()),
                ("HOME", temporary.clone().into()),
                ("TMPDIR", temporary.clone().into()),
                ("RUST_BACKTRACE", "0".into()),
                ("INTERLEAVE_REPORT", temporary.join(".reports").into()),
                ("CARGO_MANIFEST_DIR", self.work(desk).join(&asked.kit.package).into()),
            ],
            folder: package,
            shown,
            calls: if asked.kit.explored { Calls::Tests } else { Calls::Processes },
            limits: Limits {
                data: limits.megabytes << 20,
                file: 64 << 20,
                cpu: limits.seconds + 5,
                // As many as a shell gives: some tests hold hundreds of names.
                files: 1024,
                processes: limits.processes,
                scratch: 128 << 20,
            },
            worker: desk.worker,
        };
        let net = Net {
            time: limits.time(),
            memory: limits.megabytes << 20,
            kept: KEPT,
            printed: PRINTED,
        };
        let secret = secret(16)?;
        let ran = child::run(self.sandbox.command(&spec), secret.as_bytes(), &net, job)
            .context("cannot run the sandbox")?;
        std::fs::remove_dir_all(&scratch).ok();
        let Some(words) = ran.stdout.strip_prefix(b"READY\n") else {
            // Nothing of the answer has run, unless it runs before `main`, which only `unsafe` can.
            anyhow::bail!("a test could not be run in the sandbox: {}", first(&ran.words(), 400));
        };
        Ok(self.seen(asked.kit, &ran, words, &secret))
    }

    /// What `ran`, with these words after the first, says.
    fn seen(&self, kit: &Kit, ran: &Ran, words: &[u8], secret: &str) -> Seen {
        let milliseconds = ran.time.as_millis() as u64;
        let limits = self.assignment.limits;
        match ran.ended {
            Ended::Time => {
                return Seen::of(Outcome::Timeout, Verdict::NeverFinished, milliseconds)
                    .because(format!("stopped after {} s", limits.seconds));
            }
            Ended::Memory => {
                return Seen::of(Outcome::Memory, Verdict::Crashed, milliseconds)
                    .because(format!("stopped: it used more than {} MB", limits.megabytes));
            }
            Ended::Output => {
                return Seen::of(Outcome::Output, Verdict::TooMuchOutput, milliseconds)
                    .because(format!("stopped: it printed more than {} MB", PRINTED >> 20));
            }
            Ended::Itself(_) => {}
        }
        let reports = match words.strip_prefix(format!("PASS {secret}\n").as_bytes()) {
            Some(rest) if ran.success() => {
                let interleavings = reports(rest).iter().map(interleavings).sum();
                return Seen {
                    interleavings,
                    ..Seen::of(Outcome::Pass, Verdict::Passed, milliseconds)
                };
            }
            _ => words.strip_prefix(format!("FAIL {secret}\n").as_bytes()).map(reports),
        };
        let Some(reports) = reports else {
            return without_word(ran.code().unwrap_or(0), milliseconds);
        };
        let said = plain(&ran.words());
        let (verdict, message) = judge::why_it_failed(&said, &kit.tests);
        let report = reports.iter().rev().find(|report| report["verdict"] == verdict.name());
        Seen {
            interleavings: reports.iter().map(interleavings).sum(),
            report: report.cloned(),
            ..Seen::of(Outcome::Fail, verdict, milliseconds).because(first(&message, MESSAGE))
        }
    }
}

/// A test whose process ended before it had said what came of it.
fn without_word(code: i32, milliseconds: u64) -> Seen {
    // A sandbox makes 128 and its number of a signal.
    let signal =
        (code > 128).then(|| nix::sys::signal::Signal::try_from(code - 128).ok()).flatten();
    match signal {
        Some(signal) => Seen::of(Outcome::Crash, Verdict::Crashed, milliseconds)
            .because(format!("its process was ended by {signal}")),
        None => Seen::of(Outcome::NoVerdict, Verdict::Exited, milliseconds).because(format!(
            "it ended its process with exit code {code} before the test was over"
        )),
    }
}

/// The reports that follow the word, as far as they make sense.
fn reports(mut rest: &[u8]) -> Vec<Value> {
    let mut found = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let length =
            std::str::from_utf8(&rest[..end]).ok().and_then(|text| text.parse::<usize>().ok());
        let Some(report) = length.and_then(|length| rest[end + 1..].get(..length)) else { break };
        found.extend(serde_json::from_slice(report));
        rest = &rest[end + 1 + report.len()..];
    }
    found
}

fn interleavings(report: &Value) -> u64 {
    report["explored"]["interleavings"].as_u64().unwrap_or(0)
}
