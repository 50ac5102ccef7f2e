//! What the test binaries share: exploring everything, and comparing sets of results.
#![allow(dead_code, reason = "each test binary uses its part")]

use interleave::{Explorer, Report, Verdict};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

/// Enough interleavings to finish any program of these tests; [`results_of`] and [`holds`] demand that it was.
pub(crate) const ALL: usize = 3_000_000;

/// Explores everything, not only what the default budget allows.
pub(crate) fn full() -> Explorer {
    Explorer::new().budget(ALL)
}

/// Runs `f` under every interleaving and returns the set of its results.
///
/// The results are gathered here, not by `Explorer::outcomes`, so that they do not depend on what is being tested.
#[track_caller]
pub(crate) fn results_of<T: Ord + Debug + Send + 'static>(
    explorer: Explorer,
    f: impl Fn() -> T + Send + Sync + 'static,
) -> BTreeSet<T> {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let sink = Arc::clone(&seen);
    // A result that is kept is memory that the program does not give back.
    let report = explorer.allow_leaks(true).explore(move || {
        let result = f();
        sink.lock().unwrap().insert(result);
    });
    assert!(report.passed(), "the program was to pass in every interleaving, but:\n{report}");
    assert!(
        report.exhaustive,
        "a set of results says something only if the search was exhaustive; it stopped after {} interleavings",
        report.interleavings
    );
    std::mem::take(&mut *seen.lock().unwrap())
}

/// Demands that `f` has exactly the results `expected`, over every interleaving.
#[track_caller]
pub(crate) fn gives<T: Ord + Debug + Send + 'static>(
    expected: impl IntoIterator<Item = T>,
    f: impl Fn() -> T + Send + Sync + 'static,
) {
    gives_with(full(), expected, f);
}

/// [`gives`], with the options of `explorer`.
#[track_caller]
pub(crate) fn gives_with<T: Ord + Debug + Send + 'static>(
    explorer: Explorer,
    expected: impl IntoIterator<Item = T>,
    f: impl Fn() -> T + Send + Sync + 'static,
) {
    let expected: BTreeSet<T> = expected.into_iter().collect();
    let seen = results_of(explorer, f);
    let missing: Vec<_> = expected.difference(&seen).collect();
    let surplus: Vec<_> = seen.difference(&expected).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "the results differ from what std allows: never seen {missing:?}, not allowed {surplus:?}"
    );
}

/// Demands that `f` holds in every interleaving, and that every one was explored.
#[track_caller]
pub(crate) fn holds<R>(f: impl Fn() -> R + Send + Sync + 'static) -> Report {
    holds_with(full(), f)
}

/// [`holds`], with the options of `explorer`.
#[track_caller]
pub(crate) fn holds_with<R>(
    explorer: Explorer,
    f: impl Fn() -> R + Send + Sync + 'static,
) -> Report {
    let report = explorer.explore(f);
    assert!(report.passed(), "the program was to pass in every interleaving, but:\n{report}");
    assert!(report.exhaustive, "not exhaustive after {} interleavings", report.interleavings);
    report
}

/// Demands that some interleaving of `f` fails with `verdict`.
#[track_caller]
pub(crate) fn fails<R>(verdict: Verdict, f: impl Fn() -> R + Send + Sync + 'static) -> Report {
    fails_with(Explorer::new(), verdict, f)
}

/// [`fails`], with the options of `explorer`.
#[track_caller]
pub(crate) fn fails_with<R>(
    explorer: Explorer,
    verdict: Verdict,
    f: impl Fn() -> R + Send + Sync + 'static,
) -> Report {
    let report = explorer.explore(f);
    assert!(
        report.verdict == verdict,
        "expected the verdict {}, but it was {}:\n{report}",
        verdict.name(),
        report.verdict.name()
    );
    report
}
