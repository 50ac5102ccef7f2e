//! Whose turn it is: what tests of a lock say of a process that has to wait, and of one that has to come in.

use forktest::{Actor, Scene, Seen};
use interleave::Verdict;

/// `who` wants to come in, and must sleep instead, since `holder` is inside.
#[track_caller]
pub(super) fn must_wait(scene: &Scene, who: &Actor<'_>, name: &str, holder: &str) {
    match who.seen() {
        Seen::Asleep(_) => {}
        Seen::At(_) => {
            scene.fail(Verdict::TwoInside, format!("{name} came in while {holder} was inside"))
        }
        Seen::Polls(_) | Seen::Spins => scene.fail(
            Verdict::NoProgress,
            format!(
                "{name} has to wait for {holder}, and looks again and again instead of sleeping"
            ),
        ),
        // It fails, with what the process said in its panic.
        Seen::Ended(_) => who.expect_at("the inside"),
    }
}

/// `who` wants to come in, and nothing is in the way: `since` says why.
#[track_caller]
pub(super) fn must_come_in(scene: &Scene, who: &Actor<'_>, name: &str, since: &str) {
    match who.seen() {
        Seen::At(_) => {}
        Seen::Ended(_) => who.expect_at("the inside"),
        seen => scene.fail(
            Verdict::LockLeftLocked,
            format!("{since}, and {name} does not come in: {name} {seen}"),
        ),
    }
}
