//! Tests of several processes.

use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;

use forktest::{Scene, Test};

use crate::channel::{Channel, set_private};
use crate::{asked, misused};

/// What this program is called with by itself, to run a test: `forktest` takes the rest of the command line.
const EXACT: &str = "--exact";

/// Where that program finds the seed.
const SEED: &str = "PROCTOR_SEED";

/// The test that this process runs.
static TEST: OnceLock<fn(&Scene)> = OnceLock::new();

/// As [`explored`](crate::explored), for tests of processes.
///
/// The answer runs in processes below a second one, which `forktest` makes and judges. That one is executed anew, so
/// the pipes are not in it, and its exit status is the word of `forktest`, not of the answer.
#[must_use]
pub fn processes(tests: &[(&'static str, Test)]) -> ExitCode {
    let mut arguments = std::env::args();
    let program = arguments.next().unwrap_or_default();
    if arguments.next().as_deref() == Some(EXACT) {
        return inside(tests, &arguments.next().unwrap_or_default());
    }
    let Some((token, seed)) = asked() else { return misused() };
    let Ok(channel) = Channel::hide() else { return misused() };
    let status = Command::new(program)
        .args([EXACT, &token, "--nocapture"])
        .env(SEED, seed.to_string())
        .stdout(Stdio::null())
        .status();
    channel.tell(status.is_ok_and(|status| status.success()))
}

/// The process that `forktest` is in.
fn inside(tests: &[(&'static str, Test)], token: &str) -> ExitCode {
    let Some(&(name, test)) = tests.iter().find(|(name, _)| *name == token) else {
        return misused();
    };
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    interleave::seed_tests(seed.unwrap_or(1));
    // What it forks cannot trace it, and so cannot make it say anything.
    if set_private(true).is_err() || TEST.set(test.run).is_err() {
        return misused();
    }
    forktest::main(&[("", &[Test { name, run: seen }])])
}

/// The test, in a process that others may look at again: some tests trace what they forked.
fn seen(scene: &Scene) {
    let _ = set_private(false);
    if let Some(test) = TEST.get() {
        test(scene);
    }
}
