//! Scenes in which a customer comes in while a clerk computes.

use interleave::{Explorer, Verdict, thread};

/// What `f` returns, run by another thread: by a customer.
pub(super) fn elsewhere<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    thread::scope(|s| s.spawn(f).join().unwrap())
}

/// As `explorer.check`, for scenes where a clerk is done when a customer has looked. Who waits there for the clerk
/// waits for ever.
#[track_caller]
pub(super) fn check_meanwhile(explorer: Explorer, scene: fn()) {
    let report = explorer.explore(scene);
    match report.verdict {
        Verdict::Passed => report.write(),
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(
            Verdict::LockHeldTooLong,
            "a customer who only looks waits until a clerk has computed: what is locked while `change` runs, the \
             second time as well?",
        ),
        _ => report.fail(),
    }
}
