//! Several `run`, beside and inside of each other, and what is left when one has returned.

use std::future::ready;

use coroutines::executor::run;
use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{check, require, thread};

use super::letter::{letter, make_way};
use super::polls::Polls;

#[test]
fn two_runs_know_nothing_of_each_other() {
    check(|| {
        let inner = |number: u32| {
            run(|spawner| async move { spawner.spawn(async move { number }).await.unwrap_or(0) })
        };
        let sum = run(|spawner| async move {
            let first = spawner.spawn(async move { inner(1) });
            inner(10) + first.await.unwrap_or(0)
        });
        require!(
            sum == 11,
            WrongResult,
            "a `run` inside of a task, and one beside it, should come to 11, and it was {sum}"
        );
        let (one, two) = (thread::spawn(move || inner(1)), thread::spawn(move || inner(2)));
        let sums = (one.join().unwrap_or(0), two.join().unwrap_or(0));
        require!(
            sums == (1, 2),
            WrongResult,
            "two threads `run` a future each, which return 1 and 2, and it was {sums:?}"
        );
    });
}

#[test]
fn one_inside_of_another_polls_only_its_own() {
    check(|| {
        let polls = Polls::default();
        run(|spawner| async move {
            let ready = spawner.spawn(polls.of(ready(())));
            let told = run(|inner| async move {
                make_way().await;
                inner.spawn(async { 7 }).await.ok()
            });
            require!(
                told == Some(7),
                WrongResult,
                "a `run` inside of another awaits a task that returns 7, and returned {told:?}"
            );
            let turns = polls.count();
            require!(
                turns == 0,
                WrongResult,
                "a task was ready when somebody called `run` inside of another `run`. It belongs to the outer one, and \
                 the inner one has polled it {turns} times: what do the two share?"
            );
            let _ = ready.await;
        });
    });
}

#[test]
fn a_wake_up_from_inside_another_run_is_not_lost() {
    check(|| {
        let polls = Polls::default();
        let got = run(|spawner| async move {
            let (pen, arrives) = letter();
            let reads = spawner.spawn(polls.of(arrives));
            make_way().await;
            run(|_| async move {
                pen.send(7);
                make_way().await;
            });
            let turns = polls.count();
            require!(
                turns == 1,
                WrongResult,
                "a task was woken from inside another `run`, which has polled it: it was polled {turns} times by then"
            );
            reads.await.ok()
        });
        require!(
            got == Some(7),
            WrongResult,
            "a letter that says 7 was sent from inside another `run`, and the handle says {got:?}"
        );
    });
}

#[test]
fn an_outcome_outlives_its_run() {
    check(|| {
        let [handle] = run(|spawner| {
            let handle = spawner.spawn(async { 7 });
            async move {
                make_way().await;
                make_way().await;
                [handle]
            }
        });
        let told = run(|_| handle).ok();
        require!(
            told == Some(7),
            WrongResult,
            "a task has returned 7, and so has its `run`. Another `run` awaits the handle, which says {told:?}"
        );
    });
}

#[test]
fn who_spawns_when_run_has_returned_is_told() {
    check(|| {
        let spawner = run(ready);
        let told = catch_unwind(AssertUnwindSafe(|| drop(spawner.spawn(async {}))));
        require!(
            told.is_err(),
            WrongResult,
            "`run` has returned, so nobody will poll what is spawned now, and `spawn` gave a handle all the same"
        );
    });
}
