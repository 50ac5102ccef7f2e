//! What the tests of `memo` hand to the wrapper, and how they run it.

use std::hash::{Hash, Hasher};
use std::time::Duration;

use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::{Explorer, Verdict, thread};

/// How long an expedition takes, in virtual time: longer than anybody who waits with a limit would wait.
pub(super) const A_WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What `f` returns, run by another thread.
pub(super) fn elsewhere<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    thread::scope(|s| s.spawn(f).join().unwrap())
}

/// Counts how often `f` is called.
pub(super) struct Calls(AtomicU32);

impl Calls {
    /// None so far. A timeline names the counter after the caller's variable.
    #[track_caller]
    pub(super) fn new() -> Calls {
        Calls(AtomicU32::new(0))
    }

    /// One more, and how many it is now.
    pub(super) fn count(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(super) fn so_far(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

/// A key that hashes as every other one does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Twin(pub(super) u32);

impl Hash for Twin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        0.hash(state);
    }
}

/// As `check`, for scenes that come to an end only if nobody is held up by what does not concern them. Otherwise the
/// verdict is `verdict`.
pub(super) fn check_unhindered(
    verdict: Verdict,
    otherwise: &str,
    scene: impl Fn() + Send + Sync + 'static,
) {
    let report = Explorer::new().explore(scene);
    match report.verdict {
        Verdict::Passed => report.write(),
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(verdict, otherwise),
        _ => report.fail(),
    }
}
