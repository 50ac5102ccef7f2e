//! One who was woken, and is killed before it has looked at the word.

use forktest::{Scene, Seen};
use interleave::Verdict;
use locks::shared_mutex::SharedMutex;

use super::memory::shared;
use super::turns::{must_come_in, must_wait};
use super::{lock, steps, visit};

/// A newcomer has the lock in between.
pub(super) fn one_who_was_woken_may_be_killed(scene: &Scene) {
    let mutex = shared(SharedMutex::new(0));
    let ann = scene.fork("ann", |me| visit(me, mutex));
    ann.expect_at("inside");
    let ben = steps::asleep(|| drop(lock(mutex)));
    let cid = scene.fork("cid", |me| visit(me, mutex));
    must_wait(scene, &cid, "cid", "ann");
    ann.join();
    // Ben has slept for longer than cid. He is woken, and stands still before he has looked.
    let dot = scene.fork("dot", |me| visit(me, mutex));
    let _ = [cid.seen(), dot.seen()];
    steps::kill_it(ben);
    for left in [2, 1] {
        let others = [&cid, &dot];
        let Some(inside) = others.iter().find(|who| matches!(who.seen(), Seen::At(_))) else {
            scene.fail(
                Verdict::LockLeftLocked,
                format!(
                    "ann came out and woke ben, who was killed before he did anything. Cid and dot want to come in, \
                     and {left} of them sleeps for ever"
                ),
            );
        };
        inside.join();
    }
}

/// Nobody else comes. The kernel finds that the one who was killed was about to take the lock.
pub(super) fn who_waits_behind_one_who_was_woken_and_killed_comes_in(scene: &Scene) {
    let mutex = shared(SharedMutex::new(0));
    let ann = scene.fork("ann", |me| visit(me, mutex));
    ann.expect_at("inside");
    let ben = steps::asleep(|| drop(lock(mutex)));
    let cid = scene.fork("cid", |me| visit(me, mutex));
    must_wait(scene, &cid, "cid", "ann");
    ann.join();
    let _ = cid.seen();
    steps::kill_it(ben);
    must_come_in(
        scene,
        &cid,
        "cid",
        "ann came out and woke ben, who was killed before he did anything (was the kernel told, while he slept, that \
         he is taking the lock?)",
    );
}
