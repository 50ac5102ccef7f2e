//! What `src/semaphore.rs` promises, in every interleaving.

use interleave::time::{Duration, Instant};
use interleave::{Explorer, Verdict, check, reachable, require, thread};
use semaphores::semaphore::{Permit, Semaphore};

#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;
#[path = "semaphore/given_back.rs"]
mod given_back;
#[path = "support/quiet.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod quiet;
#[path = "semaphore/taken.rs"]
mod taken;
#[path = "semaphore/time.rs"]
mod time;

use asleep::check_asleep;
use quiet::until_all_wait;
use taken::Taken;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> Semaphore = Semaphore::new;
const _: fn(&Semaphore) = Semaphore::acquire;
const _: fn(&Semaphore, usize) = Semaphore::acquire_many;
const _: fn(&Semaphore) -> bool = Semaphore::try_acquire;
const _: fn(&Semaphore, Duration) -> bool = Semaphore::acquire_timeout;
const _: fn(&Semaphore, usize) = Semaphore::release;
const _: for<'a> fn(&'a Semaphore) -> Permit<'a> = Semaphore::permit;

/// Not a whole number of milliseconds.
const SOME_TIME: Duration = Duration::from_nanos(10_000_001);
const AN_HOUR: Duration = Duration::from_secs(3600);

/// How many permits there are, found out by taking them all.
fn left(semaphore: &Semaphore) -> usize {
    (0..10).take_while(|_| semaphore.try_acquire()).count()
}

/// Fails unless there are `expected` permits.
fn require_left(semaphore: &Semaphore, expected: usize, after: &str) {
    let left = left(semaphore);
    require!(
        left <= expected,
        BoundExceeded,
        "{after}, so there should be {expected} permits, and {left} could be taken"
    );
    require!(
        left == expected,
        LockLeftLocked,
        "{after}, so there should be {expected} permits, and only {left} could be taken: who has the others?"
    );
}

#[test]
fn one_thread_takes_what_is_there() {
    check(|| {
        require_left(&Semaphore::new(0), 0, "a new semaphore was asked for 0 permits");
        require_left(&Semaphore::new(2), 2, "a new semaphore was asked for 2 permits");
        let (semaphore, other) = (Semaphore::new(3), Semaphore::new(1));
        semaphore.acquire();
        require_left(&semaphore, 2, "1 of 3 permits was acquired");
        semaphore.release(2);
        require_left(&semaphore, 2, "there were none, and 2 were released");
        semaphore.release(5);
        semaphore.acquire_many(3);
        semaphore.acquire_many(0);
        semaphore.release(0);
        require_left(
            &semaphore,
            2,
            "5 were released, 3 acquired at once, and 0 acquired and released",
        );
        semaphore.acquire_many(0);
        require_left(&other, 1, "another semaphore of 1 permit was not touched");
    });
}

#[test]
fn who_may_not_wait_does_not_wait() {
    check(|| {
        let semaphore = Semaphore::new(1);
        let start = Instant::now();
        let got = semaphore.acquire_timeout(Duration::ZERO);
        require!(
            got,
            WrongResult,
            "there was a permit, and `acquire_timeout` with no time said {got}"
        );
        let got = semaphore.try_acquire();
        require!(
            !got,
            BoundExceeded,
            "there was no permit, and `try_acquire` says that it took one"
        );
        let got = semaphore.acquire_timeout(Duration::ZERO);
        require!(
            !got,
            BoundExceeded,
            "there was no permit, and `acquire_timeout` says that it took one"
        );
        semaphore.release(1);
        let got = semaphore.acquire_timeout(SOME_TIME);
        require!(
            got,
            LockLeftLocked,
            "two calls came back without a permit, then one was released, and `acquire_timeout` does not find it: what \
             did the others leave behind?"
        );
        let waited = start.elapsed();
        require!(
            waited.is_zero(),
            WrongResult,
            "`try_acquire`, `acquire_timeout` with no time, and one that found a permit: together they let {waited:?} pass"
        );
    });
}

#[test]
fn two_who_try_for_two_permits_both_get_one() {
    check(|| {
        let semaphore = Semaphore::new(2);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| semaphore.try_acquire());
            let ben = s.spawn(|| semaphore.try_acquire());
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            anna && ben,
            WrongResult,
            "there were 2 permits, anna and ben called `try_acquire`, and got one: {anna}, {ben}: is a permit only to be \
             had while nobody else is looking?"
        );
    });
}

#[test]
fn no_more_are_inside_than_there_are_permits() {
    check(|| {
        let (semaphore, taken) = (Semaphore::new(1), Taken::none_of(1));
        let enter = || {
            semaphore.acquire();
            taken.hold(1);
            semaphore.release(1);
        };
        thread::scope(|s| {
            let anna = s.spawn(enter);
            let ben = s.spawn(enter);
            let cleo = s.spawn(enter);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 1, "three took the only permit in turn, and gave it back");
    });
}

#[test]
fn each_way_in_keeps_the_bound() {
    check(|| {
        let (semaphore, taken) = (Semaphore::new(2), Taken::none_of(2));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                semaphore.acquire_many(2);
                taken.hold(2);
                semaphore.release(2);
            });
            let ben = s.spawn(|| {
                let permit = semaphore.permit();
                taken.hold(1);
                drop(permit);
            });
            let cleo = s.spawn(|| {
                if semaphore.try_acquire() {
                    taken.hold(1);
                    semaphore.release(1);
                }
                if semaphore.acquire_timeout(SOME_TIME) {
                    taken.hold(1);
                    semaphore.release(1);
                }
            });
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 2, "all have given back what they took");
    });
}

#[test]
fn all_permits_can_be_out_at_once() {
    reachable(
        Verdict::RanSerially,
        "were two threads inside, with two permits: is something locked while a permit is out?",
        || {
            let (semaphore, taken) = (Semaphore::new(2), Taken::none_of(2));
            thread::scope(|s| {
                let enter = || {
                    let _permit = semaphore.permit();
                    taken.hold(1);
                };
                s.spawn(enter);
                s.spawn(enter);
            });
            taken.most() == 2
        },
    );
}

#[test]
fn a_wake_up_for_no_reason_lets_nobody_in() {
    Explorer::new().spurious_wakeups(2).check(|| {
        let (semaphore, taken) = (Semaphore::new(1), Taken::none_of(1));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                semaphore.acquire();
                taken.hold(1);
                semaphore.release(1);
            });
            let ben = s.spawn(|| {
                if semaphore.acquire_timeout(SOME_TIME) {
                    taken.hold(1);
                    semaphore.release(1);
                }
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
        require_left(
            &semaphore,
            1,
            "a thread may wake up for no reason, and both have given the permit back",
        );
    });
}

#[test]
fn a_release_by_somebody_else_wakes_all_whom_it_helps() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire());
            let ben = s.spawn(|| semaphore.acquire());
            let cleo = s.spawn(|| semaphore.acquire_many(2));
            semaphore.release(1);
            semaphore.release(3);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 0, "4 permits were released, and three threads acquired them");
    });
}

/// The one who waits for two sleeps first, and in the other order last.
fn one_permit_for_two_kinds(two_first: bool, by_drop: bool) {
    let semaphore = Semaphore::new(usize::from(by_drop));
    let permit = by_drop.then(|| semaphore.permit());
    thread::scope(|s| {
        let two = || {
            semaphore.acquire_many(2);
            semaphore.release(2);
        };
        let mut anna = two_first.then(|| s.spawn(two));
        until_all_wait();
        let ben = s.spawn(|| semaphore.acquire());
        until_all_wait();
        let anna = anna.take().unwrap_or_else(|| s.spawn(two));
        until_all_wait();
        if by_drop {
            drop(permit);
        } else {
            semaphore.release(1);
        }
        // There is a permit, and ben asks for no more than that.
        ben.join().unwrap();
        semaphore.release(2);
        anna.join().unwrap();
    });
    require_left(&semaphore, 2, "3 permits were given back, and 1 was kept");
}

#[test]
fn who_can_have_a_permit_does_not_wait_for_one_who_wants_two() {
    for by_drop in [false, true] {
        check(move || one_permit_for_two_kinds(true, by_drop));
        check(move || one_permit_for_two_kinds(false, by_drop));
    }
}

#[test]
fn who_waits_for_two_permits_holds_none() {
    check(|| {
        let semaphore = Semaphore::new(2);
        let both = || {
            semaphore.acquire_many(2);
            semaphore.release(2);
        };
        thread::scope(|s| {
            let anna = s.spawn(both);
            let ben = s.spawn(both);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        require_left(&semaphore, 2, "two threads took both permits in turn, and gave them back");
    });
    check(|| {
        let semaphore = Semaphore::new(2);
        semaphore.acquire();
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_many(2));
            until_all_wait();
            let free = semaphore.try_acquire();
            require!(
                free,
                WrongResult,
                "of 2 permits 1 is out, a thread waits for 2, and `try_acquire` found none: does it hold what it \
                 cannot use?"
            );
            semaphore.release(2);
            anna.join().unwrap();
        });
        require_left(&semaphore, 0, "all permits are out");
    });
}

#[test]
fn who_waits_sleeps() {
    check_asleep("a thread that calls `acquire` where there is no permit", || {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
        });
    });
    check_asleep("a thread that calls `acquire_many(2)` where there is 1 permit", || {
        let semaphore = Semaphore::new(1);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire_many(2));
        });
    });
    check_asleep("a thread that calls `permit` where there is none", || {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| drop(semaphore.permit()));
        });
    });
}

#[test]
fn every_number_of_permits_is_one() {
    check(|| {
        // In a number that is too small nothing would be left of it.
        let many = 1 << (usize::BITS - 2);
        let semaphore = Semaphore::new(many);
        let got = semaphore.try_acquire();
        require!(got, WrongResult, "there were {many} permits, and `try_acquire` found none");
        semaphore.acquire_many(many - 3);
        require_left(&semaphore, 2, "of very many permits all but 2 were taken");
    });
}
