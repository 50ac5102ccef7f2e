//! Several clients who wait.

use forktest::{Scene, Seen};
use interleave::{Verdict, require};

use super::office::{Office, note, take};

/// Three wait, and three items come one by one.
pub(super) fn are_served_in_turn(scene: &Scene) {
    let office = Office::open(scene, 4);
    let waiting = ["ben", "carl", "dora"].map(|name| {
        let one = office.client(name, |me, client| {
            let item = take(client).map(|taken| taken.item);
            note(scene, item.unwrap_or(0));
            me.stop_at("served");
        });
        let _ = one.seen();
        one
    });
    let anna = office.client("anna", |me, client| {
        for item in [1, 2, 3] {
            client.put(item).expect("the queue is there");
            me.stop_at("put");
        }
    });
    for one in &waiting {
        anna.expect_at("put");
        let seen = one.seen();
        if seen != Seen::At("served".into()) {
            scene.fail(Verdict::WrongResult, format!("ben asked first, then carl, then dora; with the next item one of them should be served in his turn, and {seen}"));
        }
        anna.go();
    }
    scene.finish();
    let done = office.done();
    require!(
        done == [1, 2, 3],
        WrongResult,
        "three waited, and the first to come should have got the first item: {done:?}"
    );
}

/// Two wait, and somebody with two items is killed.
pub(super) fn all_get_what_comes_back(scene: &Scene) {
    let office = Office::open(scene, 4);
    office.put(&[1, 2]);
    let carl = office.holder("carl", 2);
    let waiting = ["dora", "emil"].map(|name| {
        let one = office.client(name, |me, client| {
            let taken = take(client);
            note(scene, taken.as_ref().map_or(0, |taken| taken.item));
            me.stop_at("has one");
        });
        let _ = one.seen();
        one
    });
    office.kill(&carl);
    for one in &waiting {
        if let Seen::Asleep(call) = one.seen() {
            scene.fail(Verdict::Deadlock, format!("carl was killed with two items while two waited, and one of them still sleeps in {call}"));
        }
    }
    scene.finish();
    let mut done = office.done();
    done.sort_unstable();
    require!(
        done == [1, 2],
        MessageLost,
        "carl was killed with 1 and 2 while two waited, and they got {done:?}"
    );
}
