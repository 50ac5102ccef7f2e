//! Outcomes in the order in which they come.

use interleave::sync::mpsc;
use interleave::{Explorer, Verdict, check, require, thread};
use pools::futures::{Executor, Future, Outcome, Panicked, as_completed};

use super::{job, nobody_waits};

#[test]
fn every_outcome_comes_once_with_its_number() {
    Explorer::new().budget(5_000).check(|| {
        let executor = Executor::new(2);
        let futures = vec![executor.submit(job("a")), executor.submit(|| panic!("no page"))];
        let mut told: Vec<(usize, Outcome<&str>)> = as_completed(futures).collect();
        told.sort_by_key(|(number, _)| *number);
        let expected = [(0, Ok("a")), (1, Err(Panicked("no page".into())))];
        require!(
            told.len() == 2,
            MessageLost,
            "two futures, of which one has panicked, and of these `as_completed` has told: {told:?}"
        );
        require!(
            told == expected,
            WrongResult,
            "two futures, 0 with \"a\" and 1 with a panic, and `as_completed` has told: {told:?}"
        );
    });
}

#[test]
fn no_futures_are_completed_at_once() {
    check(|| {
        let told: Vec<(usize, Outcome<u8>)> = as_completed(Vec::new()).collect();
        require!(told.is_empty(), WrongResult, "there is no future, and these were told: {told:?}");
    });
}

#[test]
fn what_is_there_already_comes_as_well() {
    check(|| {
        let executor = Executor::new(1);
        let future = executor.submit(job(7));
        let _ = future.result();
        let told: Vec<_> = as_completed(vec![future.clone(), future]).collect();
        require!(
            told == [(0, Ok(7)), (1, Ok(7))],
            MessageLost,
            "the same future stands twice in the list and is done, and these were told: {told:?}"
        );
    });
}

/// Job `slow` of two ends only when the outcome of the other has been told.
fn the_slow_one_waits(slow: usize) {
    let executor = Executor::new(2);
    let (tell, told) = mpsc::channel::<()>();
    let mut futures = vec![executor.submit(job("quick"))];
    let slow_one = executor.submit(move || {
        let _ = told.recv();
        "slow"
    });
    futures.insert(slow, slow_one);
    let mut order = Vec::new();
    // That it comes to its end is the matter of another test.
    for (_, outcome) in as_completed(futures).take(2) {
        order.push(outcome);
        let _ = tell.send(());
    }
    require!(
        order == [Ok("quick"), Ok("slow")],
        WrongResult,
        "job {slow} of two ends when the other one has been told, and these were told: {order:?}"
    );
}

#[test]
fn an_outcome_comes_while_another_one_is_awaited() {
    let message = "a job is done, another one is not, and `as_completed` does not tell: whom does it wait for first?";
    nobody_waits(Verdict::WrongResult, message, || the_slow_one_waits(1));
    nobody_waits(Verdict::WrongResult, message, || the_slow_one_waits(0));
}

#[test]
fn outcomes_come_in_any_order() {
    let orders = Explorer::new().budget(3_000).outcomes(|| {
        let executor = Executor::new(2);
        let futures = (0..2).map(|number| executor.submit(job(number))).collect();
        as_completed(futures).map(|(number, _)| number).collect::<Vec<_>>()
    });
    let orders: Vec<_> = orders.results().collect();
    require!(
        orders.len() == 2,
        WrongResult,
        "two jobs on two threads can end in two orders, and `as_completed` told them in these: {orders:?}"
    );
}

#[test]
fn who_has_heard_enough_may_go() {
    nobody_waits(
        Verdict::WrongResult,
        "the first outcome of two was there, the second was not, and `as_completed` told none",
        || {
            let executor = Executor::new(2);
            let (go, gone) = mpsc::channel::<()>();
            let slow = executor.submit(move || _ = gone.recv());
            let first = as_completed(vec![slow.clone(), executor.submit(job(()))]).next();
            require!(
                first == Some((1, Ok(()))),
                WrongResult,
                "future 1 of two was done, and the first that `as_completed` told was {first:?}"
            );
            drop(go);
            // Nobody listens any more when this one is done.
            let outcome = slow.result();
            require!(
                outcome == Ok(()),
                WrongResult,
                "nobody listens, and the future says {outcome:?}"
            );
        },
    );
}

#[test]
fn who_waits_for_the_next_sleeps() {
    let scene = || {
        let executor = Executor::new(1);
        let (_never, word) = mpsc::channel::<()>();
        let futures = vec![executor.submit(move || _ = word.recv())];
        as_completed(futures).for_each(|_| ());
    };
    let report = Explorer::new().budget(50).explore(scene);
    match report.verdict {
        // Nobody is busy, and that is as it should be.
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "no outcome is there, and `as_completed` looks again and again: what can it wait for, asleep?",
        ),
        _ => check(scene),
    }
}

#[test]
fn no_thread_is_left() {
    // A thread for each future would have to be joined by somebody.
    check(|| {
        let executor = Executor::new(1);
        let (go, gone) = mpsc::channel::<()>();
        let futures: Vec<Future<()>> = vec![executor.submit(move || _ = gone.recv())];
        drop(as_completed(futures));
        drop(go);
        drop(executor);
        thread::yield_now();
    });
}
