//! From what a test did to what it means.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use interleave::Verdict;
use nix::sys::signal::Signal;

use super::TestResult;
use crate::process::{Ended, Finished, OUTPUT_LIMIT};
use crate::terminal::{count, enumerate, plain};

/// What the message of a `todo!` begins with.
const TODO: &str = "not yet implemented: ";

/// What libtest exits with when a test failed.
const LIBTEST_FAILED: i32 = 101;

/// The verdict and one sentence for all tests of an answer: those of the first that failed.
pub(super) fn of_all(tests: &[TestResult]) -> (Verdict, String) {
    let Some(first) = tests.iter().find(|test| !test.passed()) else {
        return (Verdict::Passed, format!("{}{}", count(tests.len(), "test"), explored(tests)));
    };
    if first.verdict != Verdict::NeverFinished {
        return (first.verdict, first.message.clone());
    }
    // One loop usually hangs several tests; they are named together.
    let hung = tests.iter().filter(|test| test.verdict == Verdict::NeverFinished);
    let names: Vec<String> = hung.map(|test| format!("`{}`", test.name)).collect();
    (first.verdict, format!("{} never ended; {}", enumerate(&names), first.message))
}

/// In how many interleavings the tests held, if they explored any.
fn explored(tests: &[TestResult]) -> String {
    match tests.iter().map(|test| test.interleavings).sum() {
        0 => String::new(),
        sum => format!(", {}", count(sum, "interleaving")),
    }
}

/// The result of one test that ran in a process of its own.
pub(super) fn of_test(
    name: &str,
    finished: &Finished,
    reports: &[serde_json::Value],
    test_file: &str,
    limit: Duration,
) -> TestResult {
    let output = worth_reading(&finished.stderr);
    let (verdict, message) = match finished.ended {
        Ended::TimeLimit => {
            (Verdict::NeverFinished, format!("stopped after {} s", limit.as_secs_f64()))
        }
        Ended::OutputLimit => {
            let limit = OUTPUT_LIMIT >> 20;
            (
                Verdict::TooMuchOutput,
                format!("`{name}` printed more than {limit} MiB and was stopped"),
            )
        }
        Ended::Itself(status) => of_status(name, status, finished, &output, test_file),
    };
    // A test may have explored several times; the failure is the last.
    let failure = reports.iter().rev().find(|report| report["verdict"] == verdict.name());
    let interleavings =
        reports.iter().filter_map(|report| report["explored"]["interleavings"].as_u64());
    TestResult {
        interleavings: interleavings.map(|number| number as usize).sum(),
        name: name.to_owned(),
        verdict,
        message,
        output,
        printed: printed(&finished.stdout, name),
        report: failure.filter(|_| verdict != Verdict::Passed).cloned(),
    }
}

fn of_status(
    name: &str,
    status: ExitStatus,
    finished: &Finished,
    output: &str,
    test_file: &str,
) -> (Verdict, String) {
    if let Some(signal) = status.signal() {
        return (Verdict::Crashed, crashed(name, signal, output));
    }
    if status.success() && says_passed(&finished.stdout) {
        return (Verdict::Passed, String::new());
    }
    if status.code() != Some(LIBTEST_FAILED) || !finished.stdout.contains("test result: FAILED") {
        let code = status.code().unwrap_or_default();
        let message = format!(
            "`{name}` ended its whole process with exit code {code} before the test was over"
        );
        return (Verdict::Exited, message);
    }
    of_failure(output, test_file)
}

/// What a failed test says on standard error.
pub(super) fn of_failure(output: &str, test_file: &str) -> (Verdict, String) {
    reported(output).unwrap_or_else(|| panicked(output, test_file))
}

/// Whether libtest came to its end and counted the one test.
fn says_passed(stdout: &str) -> bool {
    stdout
        .trim_end()
        .lines()
        .next_back()
        .is_some_and(|line| line.starts_with("test result: ok. 1 passed;"))
}

fn crashed(name: &str, signal: i32, output: &str) -> String {
    let signal =
        Signal::try_from(signal).map_or_else(|_| format!("signal {signal}"), |s| s.to_string());
    let cause = if output.contains("overflowed its stack") {
        ": the stack overflowed, so look for a function that calls itself without end"
    } else {
        ""
    };
    format!("`{name}` was ended by {signal}{cause}")
}

/// The last report or `require!` on standard error: `LOST UPDATE: two threads read 0`.
fn reported(output: &str) -> Option<(Verdict, String)> {
    let output = plain(output);
    let lines: Vec<&str> = output.lines().collect();
    (0..lines.len()).rev().find_map(|at| {
        let (name, message) = lines[at].split_once(": ")?;
        let verdict = Verdict::ALL.iter().copied().find(|verdict| verdict.name() == name)?;
        // A report breaks a long sentence into lines, and indents what follows by four columns.
        let rest = lines[at + 1..].iter().map_while(|line| line.strip_prefix("    "));
        let message = rest.fold(message.to_owned(), |message, line| message + " " + line);
        // What a `todo!` says begins with words that say no more than the verdict.
        let message = message.trim().trim_start_matches(TODO).to_owned();
        (verdict != Verdict::Passed).then_some((verdict, message))
    })
}

/// A plain panic, outside any exploration. An assertion of the test itself judges a result.
fn panicked(output: &str, test_file: &str) -> (Verdict, String) {
    let (place, message) = output
        .rsplit_once(" panicked at ")
        .map(|(_, rest)| rest.split_once('\n').unwrap_or((rest, "")))
        .unwrap_or_default();
    let first = message.trim().lines().next().unwrap_or_default();
    if let Some(todo) = first.strip_prefix(TODO.trim_end_matches(": ")) {
        (Verdict::NotStarted, todo.trim_start_matches(": ").to_owned())
    } else if place.starts_with(test_file) {
        let own_words = first.split_once(" failed: ").map_or(first, |(_, words)| words);
        (Verdict::WrongResult, own_words.to_owned())
    } else {
        (Verdict::Panicked, format!("{first} ({})", place.trim_end_matches(':')))
    }
}

/// Standard error without what helps nobody here.
fn worth_reading(stderr: &str) -> String {
    let lines =
        stderr.lines().filter(|line| !line.starts_with("note: run with `RUST_BACKTRACE=1`"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What the learner's code printed: standard output between libtest's first line and its last words on the test.
fn printed(stdout: &str, name: &str) -> String {
    let after = stdout.split_once("running 1 test\n").map_or("", |(_, after)| after);
    let own = after.rfind(&format!("test {name} ... ")).map_or(after, |end| &after[..end]);
    // `interleave` says there what an exploration that passed has covered.
    let passed = format!("{}: ", Verdict::Passed);
    let own = own.lines().filter(|line| !line.starts_with(&passed)).collect::<Vec<_>>();
    own.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_report_counts_and_indented_lines_are_no_reports() {
        let output = "LOST UPDATE: expected by the test\n\nDEADLOCK: no thread can go on\n  STALE READ: no\nend";
        assert_eq!(reported(output), Some((Verdict::Deadlock, "no thread can go on".to_owned())));
        assert_eq!(reported("thread 'a' panicked at src/x.rs:1:1:\nboom"), None);
    }

    #[test]
    fn a_panic_is_told_apart_by_its_place_and_its_words() {
        let at = |place: &str, words: &str| {
            panicked(&format!("\nthread 'a' (7) panicked at {place}:3:5:\n{words}"), "tests/x.rs").0
        };
        assert_eq!(at("tests/x.rs", "assertion failed"), Verdict::WrongResult);
        assert_eq!(at("src/x.rs", "index out of bounds"), Verdict::Panicked);
        assert_eq!(at("src/x.rs", "not yet implemented: add 1"), Verdict::NotStarted);
    }

    #[test]
    fn only_what_the_learner_printed_is_shown() {
        let stdout = |own: &str| {
            format!("\nrunning 1 test\n{own}test a ... ok\n\ntest result: ok. 1 passed;\n\n")
        };
        assert_eq!(printed(&stdout("hello\n\nthere\nPASSED: in all\n"), "a"), "hello\n\nthere");
        assert_eq!(printed(&stdout(""), "a"), "");
        assert_eq!(printed("\nrunning 1 test\nlast words", "a"), "last words");
    }
}
