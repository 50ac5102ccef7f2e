//! Several processes that have the same ledger open.

use std::fs;

use forktest::held::{Before, apart, held_at_each};
use forktest::{Scene, Seen, points};
use interleave::Verdict;
use nix::sys::wait::WaitStatus;
use pictures::record::{Record, Records};

use super::book::{self, append, bridge, lines, open, tower, well};

/// What is at the end of the file in the beginning: nothing, or half a line.
const ENDS: [&[u8]; 2] = [b"", b"somewhere/torn.png\thal"];

/// A ledger at work in the test's own process: if there is none yet, that is what there is to be said.
fn once(scene: &Scene) {
    append(&mut open(&scene.path("first")), &tower(), true, "there was none of this path");
}

/// Ann has done something, and stands. Ben must come through.
pub(super) fn nobody_keeps_the_lock(scene: &Scene) {
    let what = [
        "`open`",
        "`append`",
        "`records`",
        "`append` of a path that has a record",
        "`append` to a damaged file",
    ];
    for (number, did) in what.iter().enumerate() {
        let path = scene.path(&format!("ledger {number}"));
        fs::write(&path, lines(&[tower()])).expect("the folder is writable");
        let ann = scene.fork("ann", |me| {
            let mut ledger = open(&path);
            match number {
                0 => {}
                1 => append(&mut ledger, &bridge(), true, "there was none of this path"),
                2 => drop(ledger.records()),
                3 => append(&mut ledger, &tower(), false, "it was there before"),
                _ => {
                    fs::write(&path, "no record\n").expect("the folder is writable");
                    let _ = ledger.append(&bridge());
                    fs::write(&path, lines(&[tower()])).expect("the folder is writable");
                }
            }
            me.stop_at("done");
        });
        ann.expect_at("done");
        let ben = scene.fork("ben", |_| {
            append(&mut open(&path), &well(), true, "there was none of this path");
        });
        if let seen @ (Seen::Asleep(_) | Seen::Polls(_) | Seen::Spins) = ben.seen() {
            let verdict =
                if number < 2 { Verdict::LockHeldTooLong } else { Verdict::LockLeftLocked };
            scene.fail(
                verdict,
                format!("ann's ledger is open, and her {did} has returned. Ben appends, and {seen}: who has the lock?"),
            );
        }
        scene.finish();
    }
}

/// A process is ended before each of its system calls.
pub(super) fn the_end_may_come_before_any_system_call(scene: &Scene) {
    once(scene);
    for end in ENDS {
        let path = scene.path("ledger");
        let begin = || {
            fs::write(&path, [&lines(&[tower()])[..], end].concat())
                .expect("the folder is writable");
        };
        begin();
        points::killed_at_each(
            || drop(open(&path).append(&bridge())),
            |point| {
                let moment = format!(
                    "a process was ended before its system call {}, {}",
                    point.number, point.call
                );
                let seen = apart(|| {
                    let mut ledger = open(&path);
                    let _ = (ledger.append(&bridge()), ledger.append(&well()));
                });
                if !matches!(seen, Seen::Ended(_)) {
                    scene.fail(
                        Verdict::LockLeftLocked,
                        format!("{moment}. Somebody else appends, and {seen}: what has the dead one left?"),
                    );
                }
                book::holds(&path, &[tower(), bridge(), well()], &moment);
                begin();
            },
        );
    }
}

/// Ann is held before each of her system calls, and Ben appends meanwhile. Both append the same, or each something else.
pub(super) fn two_may_append_at_the_same_time(scene: &Scene) {
    once(scene);
    for end in ENDS {
        for bens in [bridge(), well(), Record::new(&bridge().path, "seen by ben")] {
            let path = scene.path("ledger");
            let begin = || {
                fs::write(&path, [&lines(&[tower()])[..], end].concat())
                    .expect("the folder is writable");
            };
            begin();
            held_at_each(
                Before::Calls,
                || drop(open(&path).append(&bridge())),
                |ann| {
                    let ben = apart(|| drop(open(&path).append(&bens)));
                    let moment = format!("ann's `append` was {ann}, and ben appended");
                    if let Seen::Polls(_) | Seen::Spins = ben {
                        scene.fail(
                            Verdict::NoProgress,
                            format!("{moment}: ben {ben}, instead of waiting asleep"),
                        );
                    }
                    let told = ann.go_on();
                    if !matches!(told, Seen::Ended(WaitStatus::Exited(_, 0))) {
                        scene.fail(Verdict::WrongResult, format!("{moment}, and then ann {told}"));
                    }
                    let both = bens.path == bridge().path;
                    let expected = match ben {
                        Seen::Ended(_) if !both => vec![tower(), bens.clone(), bridge()],
                        // Only one of the two could write. If Ben waited, it was Ann.
                        Seen::Ended(_) => vec![tower()],
                        _ => vec![tower(), bridge()],
                    };
                    book::holds_all(&path, &expected, &[bridge(), bens.clone()], &moment);
                    append(&mut open(&path), &bridge(), false, &moment);
                    begin();
                },
            );
        }
    }
}

/// Ann is held before each of her system calls while she reads, and Ben appends meanwhile.
pub(super) fn one_may_read_while_another_one_appends(scene: &Scene) {
    once(scene);
    for end in ENDS {
        let path = scene.path("ledger");
        let begin = || {
            fs::write(&path, [&lines(&[tower()])[..], end].concat())
                .expect("the folder is writable");
        };
        begin();
        held_at_each(
            Before::Calls,
            || {
                let read = open(&path).records();
                let fits = read.is_ok_and(|read| read == [tower()] || read == [tower(), bridge()]);
                assert!(fits, "the test says what this means");
            },
            |ann| {
                apart(|| drop(open(&path).append(&bridge())));
                let ended = ann.go_on();
                if !matches!(ended, Seen::Ended(WaitStatus::Exited(_, 0))) {
                    scene.fail(
                        Verdict::TornWrite,
                        format!(
                            "ann's `records` was {ann}. Ben appended a record meanwhile. She should have read what was there \
                             before, or that and Ben's record, and has not: who may write while somebody reads?"
                        ),
                    );
                }
                begin();
            },
        );
    }
}
