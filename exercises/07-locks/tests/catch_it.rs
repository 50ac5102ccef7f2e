//! What `src/catch_it.rs` promises: the learner's test is run on versions of the lockers that are right, and on
//! versions that are wrong. The versions are in `catch_it/`; whoever reads them has less fun.

use interleave::sync::Arc;
use interleave::{Explorer, Report, Verdict, check};
use locks::catch_it::{Lockers, your_test};

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(fn(usize) -> Arc<dyn Lockers>) = your_test;

#[path = "catch_it/lost.rs"]
mod lost;
#[path = "catch_it/miscounted.rs"]
mod miscounted;
#[path = "catch_it/refused.rs"]
mod refused;
#[path = "catch_it/right.rs"]
mod right;
#[path = "catch_it/stuck.rs"]
mod stuck;
#[path = "catch_it/twice.rs"]
mod twice;

/// Lockers that can be opened.
trait Version: Lockers + Sized + 'static {
    /// A row of so many lockers, all of them free.
    fn new(lockers: usize) -> Self;

    /// The same, as the learner's test gets it: it sees the promises and nothing else.
    fn open(lockers: usize) -> Arc<dyn Lockers> {
        Arc::new(Self::new(lockers))
    }
}

/// How many interleavings of the learner's test are tried on one version.
const BUDGET: usize = 8_000;

/// Runs the learner's test on one version.
#[track_caller]
fn run<V: Version>() -> Report {
    let report = Explorer::new().budget(BUDGET).explore(|| your_test(V::open));
    // These say something about the test itself, not about the version: they stand as they are.
    if matches!(report.verdict, Verdict::NotStarted | Verdict::Outlived | Verdict::NotRepeatable) {
        check(|| your_test(V::open));
    }
    report
}

/// Fails unless the learner's test accepts `V`, which is right.
#[track_caller]
fn accepted<V: Version>(version: &str) {
    let report = run::<V>();
    if !report.passed() {
        report.fail_as(
            Verdict::RightRefused,
            format!(
                "{version} keep every promise, and `your_test` fails on them: which promise says that this cannot \
                 happen?"
            ),
        );
    }
}

/// Fails unless the learner's test refuses `V`, which breaks the promise with this number.
#[track_caller]
fn caught<V: Version>(promise: u32, when: &str) {
    let report = run::<V>();
    if report.passed() {
        report.fail_as(
            Verdict::MissedBug,
            format!("there is a version that breaks promise {promise} {when}, and `your_test` accepts it"),
        );
    }
}

#[test]
fn right_lockers_are_accepted() {
    accepted::<right::Doors>("lockers with one lock");
    accepted::<right::Pile>("lockers that hand out the last one that came back");
    accepted::<right::Bits>("lockers without any lock");
    accepted::<right::Board>("lockers with a board that is updated a moment later");
}

#[test]
fn a_locker_of_two_visitors_is_noticed() {
    caught::<twice::Hurried>(1, "when two visitors take a locker at the same time");
    caught::<twice::Overwritten>(1, "when one visitor takes a locker while another gives one back");
}

#[test]
fn a_refusal_while_a_locker_is_free_is_noticed() {
    caught::<refused::Impatient>(2, "when a call is under way at the same moment");
    caught::<refused::LastOne>(2, "even with one visitor");
}

#[test]
fn a_locker_that_never_comes_back_is_noticed() {
    caught::<lost::Together>(3, "when two visitors give their lockers back at the same time");
    caught::<lost::GivesUp>(3, "when a locker is given back while another call is under way");
}

#[test]
fn a_wrong_number_on_the_board_is_noticed() {
    caught::<miscounted::Board>(4, "after two calls that were under way at the same time");
}

#[test]
fn a_standstill_is_noticed() {
    caught::<stuck::Crossed>(5, "when one visitor takes a locker while another gives one back");
    caught::<stuck::Early>(5, "even with one visitor, when no locker is free");
    caught::<stuck::Trusting>(5, "when two visitors want the same last locker");
}
