//! What `src/barrier.rs` promises, in every interleaving.

use std::panic::catch_unwind;

use interleave::sync::atomic::{AtomicUsize, Ordering};
use interleave::{Explorer, check, require, thread, unexplored};
use semaphores::barrier::Barrier;

#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;

use asleep::check_asleep;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> Barrier = Barrier::new;
const _: fn(&Barrier) -> bool = Barrier::wait;

/// A group of `parties` meets so many times. In each round nobody may leave before the last one has come, and one of
/// them is told `true`.
fn walk(parties: usize, rounds: usize) {
    let barrier = Barrier::new(parties);
    let arrivals: Vec<AtomicUsize> = (0..rounds).map(|_| AtomicUsize::new(0)).collect();
    let walker = || {
        let mut chosen = Vec::new();
        for (round, arrived) in (1..).zip(&arrivals) {
            arrived.fetch_add(1, Ordering::SeqCst);
            chosen.push(usize::from(barrier.wait()));
            let arrived = arrived.load(Ordering::SeqCst);
            require!(
                arrived == parties,
                WrongResult,
                "round {round}: somebody came back from `wait` when {arrived} of {parties} had called it: what does a \
                 thread that was woken look at?"
            );
        }
        chosen
    };
    let told: Vec<Vec<usize>> = thread::scope(|s| {
        let walkers: Vec<_> = (0..parties).map(|_| s.spawn(walker)).collect();
        walkers.into_iter().map(|walker| walker.join().unwrap()).collect()
    });
    for round in 0..rounds {
        let chosen: usize = told.iter().map(|one| one[round]).sum();
        require!(
            chosen == 1,
            WrongResult,
            "round {}: of {parties} threads {chosen} were told `true`, and it should be one",
            round + 1
        );
    }
}

#[test]
fn who_is_alone_never_waits() {
    check(|| {
        let barrier = Barrier::new(1);
        for round in 1..=3 {
            let chosen = barrier.wait();
            require!(chosen, WrongResult, "round {round}: the only one there was told {chosen}");
        }
    });
}

#[test]
fn a_group_of_nobody_is_refused() {
    let refused = unexplored(|| catch_unwind(|| _ = Barrier::new(0)).is_err());
    require!(refused, WrongResult, "`new(0)` made a barrier for a group of nobody");
}

#[test]
fn nobody_leaves_before_the_last_one_has_come() {
    check(|| walk(2, 1));
    check(|| walk(3, 1));
}

#[test]
fn the_next_round_is_like_the_first() {
    check(|| walk(2, 2));
    check(|| walk(2, 3));
    check(|| walk(3, 2));
}

#[test]
fn a_wake_up_for_no_reason_lets_nobody_go() {
    Explorer::new().spurious_wakeups(2).check(|| walk(2, 2));
    Explorer::new().spurious_wakeups(2).check(|| walk(3, 1));
}

/// A few interleavings are enough: this is about a number that is too small.
#[test]
fn a_long_walk_comes_to_its_end() {
    Explorer::new().budget(3).max_steps(100_000).check(|| walk(2, 300));
}

/// One real thread is enough.
#[test]
fn a_longer_walk_comes_to_its_end() {
    unexplored(|| {
        let barrier = Barrier::new(1);
        for round in 1..=70_000 {
            let chosen = barrier.wait();
            require!(chosen, WrongResult, "round {round}: the only one there was told {chosen}");
        }
    });
}

/// Two meet at one barrier, then at another. At the second one both must have come as well.
#[test]
fn who_was_at_one_barrier_still_waits_at_another() {
    check(|| {
        let (hut, summit, came) = (Barrier::new(2), Barrier::new(2), AtomicUsize::new(0));
        let walker = || {
            hut.wait();
            came.fetch_add(1, Ordering::SeqCst);
            summit.wait();
            let came = came.load(Ordering::SeqCst);
            require!(
                came == 2,
                WrongResult,
                "two met at one barrier; then one came back from another when {came} of 2 had come there: what is it \
                 that it remembers of the first one?"
            );
        };
        thread::scope(|s| {
            s.spawn(walker);
            s.spawn(walker);
        });
    });
}

#[test]
fn two_barriers_know_nothing_of_each_other() {
    check(|| {
        let (hut, summit) = (Barrier::new(2), Barrier::new(2));
        thread::scope(|s| {
            let anna = s.spawn(|| (hut.wait(), summit.wait()));
            let ben = s.spawn(|| (hut.wait(), summit.wait()));
            let (anna, ben) = (anna.join().unwrap(), ben.join().unwrap());
            require!(
                anna.0 != ben.0 && anna.1 != ben.1,
                WrongResult,
                "two met at one barrier and then at another, and were told {anna:?} and {ben:?}"
            );
        });
    });
}

#[test]
fn who_waits_sleeps() {
    check_asleep("a thread that is alone at a barrier for two", || {
        let barrier = Barrier::new(2);
        thread::scope(|s| {
            s.spawn(|| barrier.wait());
        });
    });
    check_asleep("a thread that is alone in the second round", || {
        let barrier = Barrier::new(2);
        thread::scope(|s| {
            s.spawn(|| barrier.wait());
            s.spawn(|| {
                barrier.wait();
                barrier.wait();
            });
        });
    });
}

#[test]
fn what_all_did_before_all_see_afterwards() {
    Explorer::new().weak_memory(true).check(|| {
        let barrier = Barrier::new(2);
        let notes = [AtomicUsize::new(0), AtomicUsize::new(0)];
        let meet = |mine: usize| {
            notes[mine].store(1, Ordering::Relaxed);
            barrier.wait();
            let other = notes[1 - mine].load(Ordering::Relaxed);
            require!(
                other == 1,
                StaleRead,
                "a thread left a note before `wait`, and the other one does not see it afterwards: which operation \
                 makes it visible?"
            );
        };
        thread::scope(|s| {
            let anna = s.spawn(|| meet(0));
            let ben = s.spawn(|| meet(1));
            anna.join().unwrap();
            ben.join().unwrap();
        });
    });
}
