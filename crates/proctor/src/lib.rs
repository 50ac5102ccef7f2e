//! The `main` of a graded test program. It runs one test, and says what came of it in a way that the answer under test
//! cannot imitate by printing, by exiting, or by a panic hook.
//!
//! The grader gives the program two pipes. A secret waits in standard input, and the word on the test goes to standard
//! output. Both are hidden before the test begins: what the answer reads is empty, and what it prints goes to standard
//! error. Only when the test is over, with every assertion behind it, is the secret read and sent back with the word.
//! A program that ends earlier has no secret to send.
//!
//! This keeps out answers in safe Rust. One with `unsafe` could look for the pipes among its descriptors; the grader
//! has other means against that, and says how far they go.
//!
//! - [`explored`]: tests that are functions, on a thread of this process.
//! - [`processes`]: tests of [`forktest`], in a process below this one. The pipes are not in it.
//!
//! # The words
//!
//! The first line, before the test, is `READY`. When the test is over, one with `PASS <secret>` or `FAIL <secret>`
//! comes. Then come the reports that `interleave` wrote, oldest first, each as a line with its length in bytes, and its
//! bytes.

mod channel;
#[cfg(target_os = "linux")]
mod process;

use std::panic::catch_unwind;
use std::process::ExitCode;
use std::thread;

use channel::Channel;
#[cfg(target_os = "linux")]
pub use process::processes;

/// What the grader exits with when it was called wrongly.
const MISUSED: u8 = 3;

/// Runs the test that the command line names, `PROGRAM TOKEN SEED`, and sends the word on it.
///
/// A test's token stands for its name, which the answer could read in its command line.
#[must_use]
pub fn explored(tests: &[(&str, fn())]) -> ExitCode {
    let Some((token, seed)) = asked() else { return misused() };
    let Some(&(_, test)) = tests.iter().find(|(name, _)| *name == token) else { return misused() };
    let Ok(channel) = Channel::hide() else { return misused() };
    interleave::seed_tests(seed);
    // All tests have one name, for the same reason.
    let thread = thread::Builder::new().name("test".to_owned());
    let passed = thread
        .spawn(move || catch_unwind(test).is_ok())
        .is_ok_and(|running| running.join().unwrap_or(false));
    channel.tell(passed)
}

/// The token and the seed of the command line.
fn asked() -> Option<(String, u64)> {
    let mut arguments = std::env::args().skip(1);
    Some((arguments.next()?, arguments.next()?.parse().ok()?))
}

fn misused() -> ExitCode {
    eprintln!("a graded test program is run by `cargo workbook grade`");
    ExitCode::from(MISUSED)
}
