//! What those who wait are doing.

use interleave::{Explorer, Verdict};

/// In `scene` a thread waits, and nothing can ever end that. It must do so asleep.
#[track_caller]
pub(super) fn check_asleep(what: &str, scene: fn()) {
    let report = Explorer::new().explore(scene);
    match report.verdict {
        Verdict::Deadlock | Verdict::ThreadLeaked => {}
        Verdict::Passed => report.fail_as(
            Verdict::BoundExceeded,
            format!("{what} has nothing to wait for any more: it did not wait"),
        ),
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            format!(
                "{what} has to wait, and looks again and again instead: it should sleep until somebody wakes it"
            ),
        ),
        _ => report.fail(),
    }
}
